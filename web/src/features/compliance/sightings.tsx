import {Alert, Table} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Operations} from '../../api';
import {DataTable, Nothing, TextLink, inWords, moment} from '../../layout';

type Sighting = Operations['whoSaw']['reply'];

interface SightingsProps {
  readonly found: Sighting;
  /** What differs from line to line. */
  readonly of: 'person' | 'case';
}

/** Who saw what, how often, from when to when. */
export function Sightings({found: {items, complete}, of}: SightingsProps): ReactNode {
  if (items.length === 0) return <Nothing title="Nobody has looked at any content." />;
  return (
    <>
      {!complete && (
        <Alert color="amber" title="This is not all.">
          There is too much to count at once; narrow it by time in the log.
        </Alert>
      )}
      <DataTable
        label="Who saw what"
        columns={[of === 'person' ? 'Person' : 'Case', 'As', 'Saw', 'Times', 'First', 'Last']}
        minWidth={640}
      >
        {items.map((one, index) => (
          <Table.Tr key={`${one.who?.id ?? ''} ${one.case ?? ''} ${String(index)}`}>
            <Table.Td>{of === 'person' ? <Person one={one} /> : <CaseOf one={one} />}</Table.Td>
            <Table.Td>{one.as.map(inWords).join(', ')}</Table.Td>
            <Table.Td>{one.shown.map(inWords).join(', ')}</Table.Td>
            <Table.Td>{one.times}</Table.Td>
            <Table.Td>{moment(one.first)}</Table.Td>
            <Table.Td>{moment(one.last)}</Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </>
  );
}

interface OneProps {
  readonly one: Sighting['items'][number];
}

const Person = ({one: {who}}: OneProps): ReactNode =>
  who === null ? (
    'somebody whom this case hides'
  ) : (
    <TextLink to={`/log/people/${who.id}`}>{who.name}</TextLink>
  );

const CaseOf = ({one}: OneProps): ReactNode =>
  one.case === null ? (
    'no one case'
  ) : (
    <TextLink to={`/log/cases/${one.case}`}>{one.case.slice(0, 8)}…</TextLink>
  );
