import {Table} from '@mantine/core';
import {useMediaQuery} from '@mantine/hooks';
import type {ReactNode} from 'react';
import type {CaseSummary, WorkflowSummary} from '../../api';
import {DueBadge, TableHead, TextLink, day} from '../../layout';
import {CaseLines, nameOf} from './case-lines';
import {moveByArrows} from './move-by-arrows';
import {earliestDue, peopleWaitedFor} from './waiting';

interface CaseTableProps {
  readonly cases: readonly CaseSummary[];
  readonly processes: readonly WorkflowSummary[];
}

/** A row a case; up and down go from one to the next. Where there is no room for columns, lines. */
export function CaseTable({cases, processes}: CaseTableProps): ReactNode {
  const narrow = useMediaQuery('(max-width: 56em)', undefined, {getInitialValueInEffect: false});
  if (narrow) return <CaseLines label="Cases" cases={cases} />;
  const titles = new Map(processes.map(({id, title}) => [id, title]));
  return (
    <Table verticalSpacing="xs" highlightOnHover onKeyDown={moveByArrows}>
      <Table.Caption>Use the up and down keys to go from case to case.</Table.Caption>
      <TableHead columns={['Case', 'Programme', 'Physician', 'Stage', 'Due', 'Opened']} />
      <Table.Tbody>
        {cases.map((one) => {
          const due = earliestDue(one);
          return (
            <Table.Tr key={one.id}>
              <Table.Td style={{whiteSpace: 'nowrap'}}>
                <TextLink to={`/cases/${one.id}`} fw={600}>
                  {one.number}
                </TextLink>
              </Table.Td>
              <Table.Td>{titles.get(one.programme) ?? one.programme}</Table.Td>
              <Table.Td>{nameOf(one)}</Table.Td>
              <Table.Td>
                {one.stateTitle}
                <div style={{color: 'var(--mantine-color-dimmed)', fontSize: '0.8125rem'}}>
                  {peopleWaitedFor(one)}
                </div>
              </Table.Td>
              <Table.Td>{due !== null && <DueBadge due={due} />}</Table.Td>
              <Table.Td style={{whiteSpace: 'nowrap'}}>
                {one.openedAt !== undefined && day(one.openedAt)}
              </Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
