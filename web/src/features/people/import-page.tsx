import {Button, FileInput, Group, Stack, Table, Text} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Operations} from '../../api';
import {DataTable, LineFaults, Page, Trouble, inWords} from '../../layout';

type Outcome = Operations['importPeople']['reply'];

const words: Readonly<Record<Outcome['lines'][number]['what'], string>> = {
  create: 'new',
  change: 'changes',
  same: 'stays as it is',
};

/** People from a list: first a look at what would happen, then it is done as a whole or not at all. */
export function ImportPage(): ReactNode {
  const client = useQueryClient();
  const [csv, setCsv] = useState<string | null>(null);
  const look = useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text();
      setCsv(text);
      return call('importPeople', {body: {csv: text}});
    },
  });
  const apply = useMutation({
    mutationFn: (text: string) => call('importPeople', {body: {csv: text, apply: true}}),
    onSuccess: () => client.invalidateQueries({queryKey: ['people']}),
  });
  const shown = apply.data ?? look.data;
  return (
    <Page title="Import a list of people" lead="A CSV file; nothing changes before you have seen what would.">
      <Stack gap="md">
        <FileInput
          label="File"
          className="measure"
          accept=".csv,text/csv"
          placeholder="Choose a file"
          onChange={(file) => {
            apply.reset();
            if (file) look.mutate(file);
          }}
        />
        {look.error && <Trouble error={look.error} />}
        {apply.error && <Trouble error={apply.error} />}
        {shown && <Preview outcome={shown} />}
        {csv !== null && shown && !shown.applied && shown.faults.length === 0 && (
          <Group>
            <Button
              loading={apply.isPending}
              onClick={() => {
                apply.mutate(csv);
              }}
            >
              Import these people
            </Button>
          </Group>
        )}
      </Stack>
    </Page>
  );
}

function Preview({outcome: {applied, lines, faults}}: {readonly outcome: Outcome}): ReactNode {
  if (faults.length > 0)
    return (
      <LineFaults title="Nothing was imported. Mend these lines and choose the file again." faults={faults} />
    );
  return (
    <Stack gap="xs">
      <Text role="status" fw={600}>
        {applied ? 'Imported.' : 'This is what would happen:'}
      </Text>
      <DataTable label="Lines of the file" columns={['Line', 'Address', 'What']} minWidth={480}>
        {lines.map(({line, email, what, changes}) => (
          <Table.Tr key={line}>
            <Table.Td>{line}</Table.Td>
            <Table.Td>{email}</Table.Td>
            <Table.Td>
              {words[what]}
              {changes.length > 0 && `: ${changes.map(inWords).join(', ')}`}
            </Table.Td>
          </Table.Tr>
        ))}
      </DataTable>
    </Stack>
  );
}
