import {List} from '@mantine/core';
import type {ReactNode} from 'react';
import {day, inWords, moment} from '../../layout';
import classes from './case-page.module.css';

/** Of use to programs alone. */
const unshown = /^(id|hash|documentId|committeeId|.*Hash)$/;
const isId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const isDate = /^\d{4}-\d{2}-\d{2}$/;
const isMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;
/** A word of a form, not a sentence. */
const isWord = /^[a-z]+([A-Z][a-z]+)*$/;

const isIdOf = (value: unknown): boolean => typeof value === 'string' && isId.test(value);

function textOf(value: string): string {
  if (isDate.test(value)) return day(`${value}T12:00:00Z`);
  if (isMoment.test(value)) return moment(value);
  return isWord.test(value) ? inWords(value) : value;
}

/** Whatever a record holds: fields with their names, lists, texts. */
export function ContentValue({value}: {readonly value: unknown}): ReactNode {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'string') return <span className="prose">{textOf(value)}</span>;
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object') return null;
  if (Array.isArray(value))
    return (
      <List size="sm">
        {(value as unknown[]).map((one, index) => (
          <List.Item key={`${String(index)} ${JSON.stringify(one)}`}>
            <ContentValue value={one} />
          </List.Item>
        ))}
      </List>
    );
  const fields: readonly (readonly [string, unknown])[] = Object.entries(value).filter(
    ([name, one]) => !unshown.test(name) && one !== null && one !== '' && !isIdOf(one),
  );
  return (
    <dl className={classes['rows']}>
      {fields.map(([name, one]) => (
        <Row key={name} name={name} value={one} />
      ))}
    </dl>
  );
}

function Row({name, value}: {readonly name: string; readonly value: unknown}): ReactNode {
  return (
    <>
      <dt>{inWords(name)}</dt>
      <dd>
        <ContentValue value={value} />
      </dd>
    </>
  );
}
