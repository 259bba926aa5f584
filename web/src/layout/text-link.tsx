import {Anchor} from '@mantine/core';
import type {AnchorProps} from '@mantine/core';
import type {ReactNode} from 'react';
import {Link} from 'react-router';

interface TextLinkProps extends AnchorProps {
  readonly to: string;
  readonly children: ReactNode;
}

/** A link within the client; underlined, since colour alone does not say so. */
export function TextLink({to, children, ...look}: TextLinkProps): ReactNode {
  return (
    <Anchor underline="always" renderRoot={(props: object) => <Link to={to} {...props} />} {...look}>
      {children}
    </Anchor>
  );
}
