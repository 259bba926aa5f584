import type {ReactNode} from 'react';
import classes from './lines.module.css';

interface LinesProps {
  readonly label: string;
  /** `li` elements. */
  readonly children: ReactNode;
}

/** A list of cards or lines, one below the other. */
export function Lines({label, children}: LinesProps): ReactNode {
  return (
    <ul aria-label={label} className={classes['lines']}>
      {children}
    </ul>
  );
}
