import type {ReactNode} from 'react';
import classes from './privilege-note.module.css';

interface PrivilegeNoteProps {
  /** As the committee's counsel approved it. */
  readonly text: string;
  /** Left out where it is no single committee's. */
  readonly committee?: string;
}

/** What protects this material: one line that opens; printed in full. */
export function PrivilegeNote({text, committee}: PrivilegeNoteProps): ReactNode {
  if (text === '') return null;
  return (
    <>
      <details className={classes['note']}>
        <summary>{['Privileged and confidential', committee].filter(Boolean).join(': ')}</summary>
        <p>{text}</p>
      </details>
      <p className={classes['printed']}>{text}</p>
    </>
  );
}
