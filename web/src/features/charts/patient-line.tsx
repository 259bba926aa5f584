import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Chart} from './chart-entry';
import {timeOf} from './reading';

/** Who the chart is about, or what may be told of them; and who is meant by which letter. */
export function PatientLine({
  chart: {patients = [], maskedPatient, pseudonyms = []},
}: {
  readonly chart: Chart;
}): ReactNode {
  const about = maskedPatient
    ? [
        'Patient',
        maskedPatient.age === null ? '' : `${maskedPatient.age} years at the event`,
        maskedPatient.gender ?? '',
      ]
    : patients.flatMap(({names, birthDate, gender}) => [
        names[0] ?? 'Patient',
        birthDate === null ? '' : `born ${timeOf(birthDate)}`,
        gender ?? '',
      ]);
  return (
    <div>
      <Text size="sm" fw={600}>
        {about.filter(Boolean).join(' · ')}
      </Text>
      {maskedPatient && (
        <Text size="xs" c="dimmed">
          Dates are days from the event, which was on day 0.
        </Text>
      )}
      {pseudonyms.length > 0 && (
        <Text size="sm" c="dimmed" component="details">
          <summary>Who is called what by those who judge without names</summary>
          {pseudonyms.map(({pseudonym, names}) => (
            <div key={pseudonym}>
              {pseudonym}: {names.join(', ')}
            </div>
          ))}
        </Text>
      )}
    </div>
  );
}
