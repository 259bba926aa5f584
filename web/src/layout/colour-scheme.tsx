import {Button, useComputedColorScheme, useMantineColorScheme} from '@mantine/core';
import type {ReactNode} from 'react';

/** Light or dark; as the system has it until somebody says otherwise. */
export function ColourScheme(): ReactNode {
  const {setColorScheme} = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Button
      variant="default"
      size="xs"
      onClick={() => {
        setColorScheme(dark ? 'light' : 'dark');
      }}
    >
      {dark ? 'Light' : 'Dark'}
      <span className="visually-hidden"> colours</span>
    </Button>
  );
}
