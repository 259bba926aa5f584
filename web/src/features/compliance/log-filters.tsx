import {Button, Group, NativeSelect, TextInput} from '@mantine/core';
import type {ReactNode} from 'react';
import {useAddress} from '../../layout';
import {KINDS, OUTCOMES} from './event-words';
import {NAMES, countOf, filterIn} from './log-filter';
import type {FilterName} from './log-filter';

const choices = (words: Readonly<Record<string, string>>) => [
  {value: '', label: 'All'},
  ...Object.entries(words).map(([value, label]) => ({value, label})),
];

/** What is asked of the log; it stands in the address, so that a question can be kept and sent on. */
export function LogFilters(): ReactNode {
  const {search, set} = useAddress<FilterName>();
  return (
    <Group align="flex-end" gap="md" role="search" aria-label="Log">
      <TextInput
        type="date"
        label="From"
        value={search.get('from') ?? ''}
        onChange={(event) => {
          set({from: event.currentTarget.value});
        }}
      />
      <TextInput
        type="date"
        label="To"
        value={search.get('to') ?? ''}
        onChange={(event) => {
          set({to: event.currentTarget.value});
        }}
      />
      <NativeSelect
        label="Kind"
        value={search.get('kind') ?? ''}
        onChange={(event) => {
          set({kind: event.currentTarget.value});
        }}
        data={choices(KINDS)}
      />
      <NativeSelect
        label="Outcome"
        value={search.get('outcome') ?? ''}
        onChange={(event) => {
          set({outcome: event.currentTarget.value});
        }}
        data={choices(OUTCOMES)}
      />
      {countOf(filterIn(search)) > 0 && (
        <Button
          variant="subtle"
          onClick={() => {
            set(Object.fromEntries(NAMES.map((name) => [name, null])));
          }}
        >
          Take all filters away
        </Button>
      )}
    </Group>
  );
}
