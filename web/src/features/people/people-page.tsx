import {Group, Stack, Table, TextInput} from '@mantine/core';
import {useInfiniteQuery} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {DataTable, LinkButton, Loaded, More, Nothing, Page, TextLink, inWords} from '../../layout';
import {AccountBadge} from './account-badge';
import {peopleQuery} from './people-queries';
import {Proposals} from './proposals';

/** Everybody who works here, their duties and whether they can sign in. */
export function PeoplePage(): ReactNode {
  const people = useInfiniteQuery(peopleQuery);
  // Whom one looks for stands in no address.
  const [words, setWords] = useState('');
  return (
    <Page
      title="People"
      aside={
        <Group gap="xs">
          <LinkButton to="/people/import" variant="default">
            Import a list
          </LinkButton>
          <LinkButton to="/people/new">Add somebody</LinkButton>
        </Group>
      }
    >
      <Proposals />
      <Loaded query={people}>
        {({pages}) => {
          const found = pages
            .flatMap(({items}) => items)
            .filter(({displayName, email}) => matches(`${displayName} ${email}`, words));
          return (
            <Stack>
              <TextInput
                label="Name or address"
                className="measure"
                value={words}
                onChange={(event) => {
                  setWords(event.currentTarget.value);
                }}
              />
              {found.length === 0 ? (
                <Nothing title="Nobody is called that.">Look for another part of the name.</Nothing>
              ) : (
                <DataTable
                  label="People"
                  columns={['Name', 'Duties', 'Account', 'Second factor']}
                  minWidth={600}
                >
                  {found.map(({id, displayName, email, roles, account, secondFactor}) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        <TextLink to={`/people/${id}`} fw={600}>
                          {displayName}
                        </TextLink>
                        <div style={{fontSize: '0.8125rem', color: 'var(--mantine-color-dimmed)'}}>
                          {email}
                        </div>
                      </Table.Td>
                      <Table.Td>{[...new Set(roles.map(({role}) => inWords(role)))].join(', ')}</Table.Td>
                      <Table.Td>
                        <AccountBadge account={account} />
                      </Table.Td>
                      <Table.Td>{secondFactor ? 'set up' : 'none'}</Table.Td>
                    </Table.Tr>
                  ))}
                </DataTable>
              )}
              <More query={people} />
            </Stack>
          );
        }}
      </Loaded>
    </Page>
  );
}

const matches = (text: string, words: string): boolean =>
  words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.toLowerCase().includes(word));
