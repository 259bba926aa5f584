import {SegmentedControl, Stack} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import type {Finding} from '../../api';
import {Lines, Loaded, Nothing, Page, useAddress} from '../../layout';
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
  const findings = useQuery(findingsQuery(state));
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
          {(found) =>
            found.length === 0 ? (
              <Nothing title="There is none.">Access is looked over once a day.</Nothing>
            ) : (
              <Lines label="Findings">
                {found.map((finding) => (
                  <FindingCard key={finding.id} finding={finding} />
                ))}
              </Lines>
            )
          }
        </Loaded>
      </Stack>
    </Page>
  );
}
