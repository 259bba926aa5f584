import {Button} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';

interface StepByStepProps<T> {
  readonly items: readonly T[];
  /** How many are shown at first, and how many more at each press. */
  readonly step: number;
  readonly children: (shown: readonly T[]) => ReactNode;
}

/** A long list, some of it at a time: a page of thousands of rows is slow to draw and slow to read. */
export function StepByStep<T>({items, step, children}: StepByStepProps<T>): ReactNode {
  const [most, setMost] = useState(step);
  const left = items.length - most;
  return (
    <>
      {children(items.slice(0, most))}
      {left > 0 && (
        <Button
          variant="default"
          size="xs"
          mt="sm"
          onClick={() => {
            setMost(most + step);
          }}
        >
          Show {Math.min(left, step)} more of {left}
        </Button>
      )}
    </>
  );
}
