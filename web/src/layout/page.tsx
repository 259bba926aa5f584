import {Group, Stack, Text, Title} from '@mantine/core';
import {useEffect, useRef} from 'react';
import type {ReactNode} from 'react';

interface PageProps {
  /** Also the window's title: so it names no case and nobody. */
  readonly title: string;
  /** What stands as the heading where that is not the title. */
  readonly heading?: ReactNode | undefined;
  readonly lead?: ReactNode;
  /** Beside the heading. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its title in the window and as the heading, which has the focus when somebody comes here from another page. */
export function Page({title, heading, lead, aside, children}: PageProps): ReactNode {
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const came = document.title !== '' && document.title !== 'Collegium';
    document.title = `${title} · Collegium`;
    if (came) top.current?.focus({preventScroll: true});
  }, [title]);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div>
          <Title order={1} tabIndex={-1} ref={top} style={{outline: 'none'}}>
            {heading ?? title}
          </Title>
          {lead !== undefined && (
            <Text c="dimmed" mt={4} component="div">
              {lead}
            </Text>
          )}
        </div>
        {aside}
      </Group>
      {children}
    </Stack>
  );
}
