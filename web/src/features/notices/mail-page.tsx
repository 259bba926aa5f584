import {Table} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {DataTable, Loaded, Nothing, Page, inWords, moment} from '../../layout';

/** Mail that did not arrive, so that somebody can call instead. */
export function MailPage(): ReactNode {
  const failures = useQuery({
    queryKey: ['mail-failures'],
    queryFn: ({signal}) => call('listMailFailures', {}, {signal}),
  });
  return (
    <Page
      title="Mail that did not arrive"
      lead="Each notice still stands on the home page of whoever it is for."
    >
      <Loaded query={failures}>
        {(items) =>
          items.length === 0 ? (
            <Nothing title="All mail was handed over." />
          ) : (
            <DataTable
              label="Mail that did not arrive"
              columns={['To', 'What', 'When', 'Why not']}
              minWidth={480}
            >
              {items.map(({id, person, kind, failedAt, failure}) => (
                <Table.Tr key={id}>
                  <Table.Td>{person}</Table.Td>
                  <Table.Td>{inWords(kind)}</Table.Td>
                  <Table.Td style={{whiteSpace: 'nowrap'}}>{moment(failedAt)}</Table.Td>
                  <Table.Td>{failure}</Table.Td>
                </Table.Tr>
              ))}
            </DataTable>
          )
        }
      </Loaded>
    </Page>
  );
}
