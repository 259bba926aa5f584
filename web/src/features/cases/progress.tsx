import type {ReactNode} from 'react';
import {Stages} from './stages';

const steps = ['Received', 'Under way', 'Closed, with thanks'];

/** How far a case has come, for whoever is told no more. */
export function Progress({now}: {readonly now: string}): ReactNode {
  const here = steps.indexOf(now);
  return (
    <Stages
      stages={steps.map((title, index) => ({
        key: title,
        title,
        place: index === here ? 'here' : index < here ? 'been' : 'ahead',
      }))}
    />
  );
}
