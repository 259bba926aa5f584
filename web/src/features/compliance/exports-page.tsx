import {Stack, Table} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {DataTable, LinkButton, Loaded, More, Nothing, Page, inWords, moment} from '../../layout';
import {exportsQuery} from './log-queries';

/** Every export of the log by its number: what was asked, by whom, when. */
export function ExportsPage(): ReactNode {
  const found = useInfiniteQuery(exportsQuery);
  return (
    <Page
      title="Exports"
      lead="Each is numbered without a gap and carries its number, your name, the time and the privilege text."
      aside={<LinkButton to="/log">Make one from the log</LinkButton>}
    >
      <Loaded query={found}>
        {({pages}) => {
          const entries = pages.flatMap(({items}) => items);
          if (entries.length === 0)
            return (
              <Nothing title="Nothing was exported yet.">
                Find events in the log, then export what is shown.
              </Nothing>
            );
          return (
            <Stack>
              <DataTable label="Exports" columns={['Number', 'What', 'Asked', 'By', 'When']} minWidth={560}>
                {entries.map(({number, what, format, filters, madeBy, madeAt}) => (
                  <Table.Tr key={number}>
                    <Table.Td style={{whiteSpace: 'nowrap'}}>{number}</Table.Td>
                    <Table.Td>
                      {inWords(what)}, {format.toUpperCase()}
                    </Table.Td>
                    <Table.Td style={{overflowWrap: 'anywhere'}}>{asked(filters)}</Table.Td>
                    <Table.Td>{madeBy?.name ?? 'hidden'}</Table.Td>
                    <Table.Td style={{whiteSpace: 'nowrap'}}>{moment(madeAt)}</Table.Td>
                  </Table.Tr>
                ))}
              </DataTable>
              <More query={found} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

function asked(filters: Readonly<Record<string, unknown>>): string {
  const parts = Object.entries(filters).flatMap(([name, value]) =>
    value === null || value === undefined
      ? []
      : [
          `${inWords(name)}: ${typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)}`,
        ],
  );
  return parts.length === 0 ? 'everything' : parts.join('; ');
}
