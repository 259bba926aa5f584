import {Alert, List} from '@mantine/core';
import type {ReactNode} from 'react';

interface LineFaultsProps {
  /** What has not happened, and what to do. */
  readonly title: string;
  readonly faults: readonly {
    readonly line: number;
    readonly column: string | null;
    readonly detail: string;
  }[];
}

/** What is wrong with a file, line by line. */
export function LineFaults({title, faults}: LineFaultsProps): ReactNode {
  return (
    <Alert color="red" title={title} role="alert">
      <List size="sm">
        {faults.map(({line, column, detail}, index) => (
          <List.Item key={index} style={{overflowWrap: 'anywhere'}}>
            Line {line}
            {column !== null && `, ${column}`}: {detail}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
