import type {ReactNode} from 'react';
import classes from './stages.module.css';

/** Where a stage lies to where the case is. */
export type Place = 'been' | 'here' | 'ahead';

interface StagesProps {
  readonly stages: readonly {readonly key: string; readonly title: string; readonly place: Place}[];
}

const said: Readonly<Record<Place, string>> = {been: ': done', here: ': the case is here', ahead: ''};

/** A way through stages, from top to bottom. */
export function Stages({stages}: StagesProps): ReactNode {
  return (
    <ol className={classes['way']}>
      {stages.map(({key, title, place}) => (
        <li
          key={key}
          className={classes['stage']}
          data-place={place}
          aria-current={place === 'here' ? 'step' : undefined}
        >
          <span className={classes['dot']} aria-hidden="true" />
          <span>
            {title}
            <span className="visually-hidden">{said[place]}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
