import {Button, Group, List, Stack, Text} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {Loaded, saveFile} from '../../layout';

/** What the columns of the file are to hold, and an empty file that has them. */
export function ImportColumns({programme}: {readonly programme: string}): ReactNode {
  const columns = useQuery({
    queryKey: ['referral columns', programme],
    queryFn: async ({signal}) => (await call('listReferralColumns', {query: {programme}}, {signal})).items,
    staleTime: 5 * 60_000,
  });
  return (
    <Loaded query={columns}>
      {(items) => (
        <Stack gap="sm">
          <details>
            <summary>What the file holds</summary>
            <List size="sm" mt="xs" spacing="xs">
              {items.map(({name, title, holds, required}) => (
                <List.Item key={name}>
                  <b>{title}</b>
                  {!required && ' (may be left out)'}: {holds}
                </List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed" mt="xs">
              In any order, in UTF-8, with commas or semicolons between the cells; at most 500 rows.
            </Text>
          </details>
          <Group>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                saveFile(`${items.map(({title}) => quoted(title)).join(',')}\r\n`, `${programme}.csv`);
              }}
            >
              Save an empty file
            </Button>
          </Group>
        </Stack>
      )}
    </Loaded>
  );
}

/** A cell of a CSV (RFC 4180). */
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
