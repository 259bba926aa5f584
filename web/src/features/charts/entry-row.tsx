import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {ChartEntry} from './chart-entry';
import classes from './entries.module.css';
import {detailsOf, namedPerformers} from './entry-details';
import {quoted} from './evidence';
import {FindingValue} from './finding-value';
import {Marked} from './marked';
import {PinButton} from './pin-button';
import {spanOf, timeOf} from './reading';

const kinds: Readonly<Record<ChartEntry['kind'], string>> = {
  encounter: 'Encounter',
  condition: 'Problem',
  medication: 'Medication',
  observation: 'Finding',
  procedure: 'Procedure',
  immunization: 'Immunisation',
  allergy: 'Allergy',
  report: 'Report',
  document: 'Document',
  other: 'Other',
};

/** One entry of the chart: when, what, how much, by whom, and what else is said of it. */
export function EntryRow({entry}: {readonly entry: ChartEntry}): ReactNode {
  const {kind, title, components = [], detail} = entry;
  const details = detailsOf(entry);
  const long = details.filter(({short}) => !short);
  const line = [
    ...namedPerformers(entry),
    ...details.filter(({short}) => short).map(({name, text}) => `${name}: ${text}`),
  ].join(' · ');
  return (
    <li className={classes['row']}>
      <div className={classes['when']}>
        {spanOf(entry.at, entry.end)}
        <div>{kinds[kind]}</div>
      </div>
      <div className={classes['what']}>
        <Text size="sm" fw={600}>
          <Marked text={title} />
        </Text>
        {(entry.value !== null || entry.quantity !== null) && <FindingValue finding={entry} />}
        {components.map((part) => (
          <div key={`${part.title} ${part.code?.code ?? ''}`}>
            <Text span size="sm">
              <Marked text={part.title} />:{' '}
            </Text>
            <FindingValue finding={part} />
          </div>
        ))}
        {line !== '' && (
          <Text size="xs" c="dimmed">
            <Marked text={line} />
          </Text>
        )}
        {long.map(({name, text}) => (
          <div key={name}>
            <Text size="xs" c="dimmed">
              {name}
            </Text>
            <Text size="sm" className="prose">
              <Marked text={text} />
            </Text>
          </div>
        ))}
        {detail['raw'] !== undefined && (
          <details>
            <Text component="summary" size="xs">
              As the chart has it
            </Text>
            <pre className={classes['raw']}>{detail['raw']}</pre>
          </details>
        )}
      </div>
      <PinButton quotation={quoted(entry, timeOf(entry.at))} />
    </li>
  );
}
