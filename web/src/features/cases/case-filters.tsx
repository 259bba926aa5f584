import {Checkbox, Group, NativeSelect, SegmentedControl} from '@mantine/core';
import type {ReactNode} from 'react';
import type {WorkflowSummary} from '../../api';
import {useAddress} from '../../layout';

type FilterName = 'programme' | 'state' | 'settled' | 'turn' | 'view';

/** The filters above the cases; each stands in the address, so that it survives a reload and can be kept. */
export function CaseFilters({processes}: {readonly processes: readonly WorkflowSummary[]}): ReactNode {
  const {search, set} = useAddress<FilterName>();
  const programme = search.get('programme') ?? '';
  const states = processes.find(({id}) => id === programme)?.states ?? [];
  return (
    <Group align="flex-end" gap="md" role="search" aria-label="Cases">
      <NativeSelect
        label="Programme"
        value={programme}
        onChange={(event) => {
          set({programme: event.currentTarget.value, state: null});
        }}
        data={[{value: '', label: 'All'}, ...processes.map(({id, title}) => ({value: id, label: title}))]}
      />
      {states.length > 0 && (
        <NativeSelect
          label="Stage"
          value={search.get('state') ?? ''}
          onChange={(event) => {
            set({state: event.currentTarget.value});
          }}
          data={[{value: '', label: 'All'}, ...states.map(({path, title}) => ({value: path, label: title}))]}
        />
      )}
      <NativeSelect
        label="Show"
        value={search.get('settled') ?? 'false'}
        onChange={(event) => {
          const {value} = event.currentTarget;
          set({settled: value === 'false' ? null : value});
        }}
        data={[
          {value: 'false', label: 'Open'},
          {value: 'true', label: 'Settled'},
          {value: 'all', label: 'All'},
        ]}
      />
      <Checkbox
        label="My turn alone"
        checked={search.get('turn') === 'mine'}
        onChange={(event) => {
          set({turn: event.currentTarget.checked ? 'mine' : null});
        }}
        pb={8}
      />
      <SegmentedControl
        aria-label="View"
        transitionDuration={0}
        value={search.get('view') ?? 'table'}
        onChange={(view) => {
          set({view: view === 'table' ? null : view});
        }}
        data={[
          {value: 'table', label: 'Table'},
          {value: 'board', label: 'Board'},
        ]}
      />
    </Group>
  );
}
