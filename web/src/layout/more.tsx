import {Button, Group} from '@mantine/core';
import type {ReactNode} from 'react';

interface MoreProps {
  readonly query: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly fetchNextPage: () => unknown;
  };
}

/** The next page of a list, when there is one. */
export function More({query}: MoreProps): ReactNode {
  if (!query.hasNextPage) return null;
  return (
    <Group>
      <Button
        variant="default"
        loading={query.isFetchingNextPage}
        onClick={() => {
          query.fetchNextPage();
        }}
      >
        Show more
      </Button>
    </Group>
  );
}
