import {SegmentedControl, Stack} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import type {Finding} from '../../api';
import {Lines, Loaded, More, Nothing, Page, useAddress} from '../../layout';
import {FindingCard} from './finding-card';
import {findingsQuery} from './log-queries';

const states: readonly {readonly value: Finding['state']; readonly label: string}[] = [
  {value: 'open', label: 'Open'},
  {value: 'explained', label: 'Explained'},
  {value: 'confirmed', label: 'Confirmed'},
];

/** Unusual access, found by rules: each a question to look into. */
export function FindingsPage(): ReactNode {
  const {search, set} = useAddress<'state'>();
  const state = states.find(({value}) => value === search.get('state'))?.value ?? 'open';
  const findings = useInfiniteQuery(findingsQuery(state));
  return (
    <Page
      title="Unusual access"
      lead="Outside a role’s pattern, after hours, or far more than usual. A finding is a question, not a verdict."
    >
      <Stack gap="md">
        <SegmentedControl
          aria-label="State"
          value={state}
          onChange={(value) => {
            set({state: value === 'open' ? null : value});
          }}
          data={[...states]}
        />
        <Loaded query={findings}>
          {({pages}) => {
            const found = pages.flatMap(({items}) => items);
            if (found.length === 0)
              return <Nothing title="There is none.">Access is looked over every night.</Nothing>;
            return (
              <Stack>
                <Lines label="Findings">
                  {found.map((finding) => (
                    <FindingCard key={finding.id} finding={finding} />
                  ))}
                </Lines>
                <More query={findings} />
              </Stack>
            );
          }}
        </Loaded>
      </Stack>
    </Page>
  );
}
