import {Button} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import classes from './entries.module.css';
import {useReading} from './reading';

/** Quotes this in the answer that was chosen; absent where nothing is being answered. */
export function PinButton({quotation}: {readonly quotation: string}): ReactNode {
  const {pin} = useReading();
  const [done, setDone] = useState<string | null>(null);
  if (!pin) return null;
  return (
    <Button
      className={classes['pin'] ?? ''}
      variant="default"
      size="compact-xs"
      onClick={() => {
        pin(quotation);
        setDone(quotation);
      }}
    >
      {done === quotation ? 'Pinned' : 'Pin'}
      <span className="visually-hidden"> {quotation}</span>
    </Button>
  );
}
