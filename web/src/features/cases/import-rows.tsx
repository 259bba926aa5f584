import {Alert, Button, Group, Progress, Stack, Table, Text} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useEffect, useRef, useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Operations} from '../../api';
import {DataTable, LineFaults, TextLink, Trouble} from '../../layout';

type Report = Operations['importReferrals']['reply'];
type Row = Report['lines'][number];

interface ImportRowsProps {
  readonly programme: string;
  /** The file, and what it would come to. */
  readonly looked: {readonly csv: string; readonly report: Report};
}

/** The rows as they are understood; refers them a few at a time, shows how far it is, and can be left and taken up again. */
export function ImportRows({programme, looked}: ImportRowsProps): ReactNode {
  const [report, setReport] = useState(looked.report);
  const client = useQueryClient();
  const stop = useRef(new AbortController());
  useEffect(
    () => () => {
      stop.current.abort();
    },
    [],
  );
  const refer = useMutation({
    mutationFn: async () => {
      stop.current = new AbortController();
      const {signal} = stop.current;
      for (let left = report.left, before = left + 1; left > 0 && left < before;) {
        before = left;
        const body = {programme, csv: looked.csv, apply: true};
        const now = await call('importReferrals', {body}, {signal});
        setReport(now);
        left = now.faults.length > 0 ? 0 : now.left;
      }
    },
    onSettled: () => client.invalidateQueries({queryKey: ['cases']}),
  });
  const {lines, left, faults} = report;
  const done = lines.length - left;
  const stopped = refer.error instanceof DOMException;
  return (
    <Stack gap="md">
      {faults.length > 0 && (
        <LineFaults title="It did not go on. Mend these lines and choose the file again." faults={faults} />
      )}
      {refer.error && !stopped && <Trouble error={refer.error} />}
      <Outcome done={done} left={left} before={lines.length - looked.report.left} />
      {refer.isPending && <Progress value={(done / lines.length) * 100} aria-label="Referred" />}
      {left > 0 && (
        <Group>
          <Button
            loading={refer.isPending}
            onClick={() => {
              refer.mutate();
            }}
          >
            {left === 1 ? 'Refer this case' : `Refer these ${String(left)} cases`}
          </Button>
          {refer.isPending && (
            <Button
              variant="default"
              onClick={() => {
                stop.current.abort();
              }}
            >
              Stop
            </Button>
          )}
        </Group>
      )}
      <DataTable
        label="Rows of the file"
        columns={['Line', ...report.columns.map(({title}) => title), 'Case']}
        minWidth={report.columns.length * 150}
      >
        {lines.map((row) => (
          <RowOf key={row.line} row={row} columns={report.columns} />
        ))}
      </DataTable>
    </Stack>
  );
}

interface OutcomeProps {
  readonly done: number;
  readonly left: number;
  /** How many of the done were so before the file was chosen. */
  readonly before: number;
}

function Outcome({done, left, before}: OutcomeProps): ReactNode {
  if (left === 0)
    return (
      <Alert
        color="green"
        role="status"
        title={before === done ? 'All of these were referred before.' : 'All rows are referred.'}
      >
        The same file can be chosen again: what is referred is not referred twice.
      </Alert>
    );
  return (
    <Text role="status" fw={600}>
      {done === 0
        ? 'This is what would be referred:'
        : `${String(done)} of ${String(done + left)} are referred. Chosen again, the file goes on where it stopped.`}
    </Text>
  );
}

function RowOf({row, columns}: {readonly row: Row; readonly columns: Report['columns']}): ReactNode {
  const {line, cells, caseId, warnings} = row;
  return (
    <Table.Tr>
      <Table.Td>{line}</Table.Td>
      {columns.map(({name}, index) => (
        <Table.Td key={name} style={{overflowWrap: 'anywhere'}}>
          {cells[index]}
          {warnings
            .filter(({column}) => column === name)
            .map(({detail}) => (
              <Text key={detail} size="sm" c="amber">
                Think it over: {detail}
              </Text>
            ))}
        </Table.Td>
      ))}
      <Table.Td>{caseId === null ? 'new' : <TextLink to={`/cases/${caseId}`}>open</TextLink>}</Table.Td>
    </Table.Tr>
  );
}
