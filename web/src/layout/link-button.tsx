import {Button} from '@mantine/core';
import type {ButtonProps} from '@mantine/core';
import type {ReactNode} from 'react';
import {Link} from 'react-router';

interface LinkButtonProps extends Omit<ButtonProps, 'style'> {
  readonly to: string;
  readonly children: ReactNode;
}

// What a button element does by itself: its label is in the middle, however high it grows.
const middle = {display: 'inline-flex', alignItems: 'center', justifyContent: 'center'};

/** A link that looks like a button. */
export function LinkButton({to, children, ...look}: LinkButtonProps): ReactNode {
  return (
    <Button renderRoot={(props: object) => <Link to={to} {...props} />} style={middle} {...look}>
      {children}
    </Button>
  );
}
