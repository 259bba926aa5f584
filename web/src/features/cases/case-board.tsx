import {Badge, Group, Paper, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {CaseSummary, WorkflowSummary} from '../../api';
import {DueBadge, TextLink} from '../../layout';
import classes from './case-board.module.css';
import {nameOf} from './case-lines';
import {moveByArrows} from './move-by-arrows';
import {pathOf} from './state-path';
import {earliestDue, peopleWaitedFor} from './waiting';

interface CaseBoardProps {
  readonly cases: readonly CaseSummary[];
  readonly processes: readonly WorkflowSummary[];
}

/** A column a stage, one board a process; empty stages stay out. */
export function CaseBoard({cases, processes}: CaseBoardProps): ReactNode {
  return (
    <Stack gap="lg">
      {processes.map(({id, title, states}) => {
        const own = cases.filter((one) => one.workflow.id === id);
        if (own.length === 0) return null;
        // Whoever sees no stages has the progress of each case in place of one.
        const known = new Set(states.map(({path}) => path));
        const further = own.filter((one) => !known.has(pathOf(one.state)));
        const columns = [
          ...states,
          ...[...new Set(further.map(({stateTitle}) => stateTitle))].map((progress) => ({
            path: '',
            title: progress,
          })),
        ];
        return (
          <section key={id} aria-label={title}>
            <Title order={2} mb="xs">
              {title}
            </Title>
            <div
              className={classes['board']}
              tabIndex={0}
              role="group"
              aria-label={`${title}: stages`}
              onKeyDown={moveByArrows}
            >
              {columns.map(({path, title: stage}) => {
                const inIt = own.filter((one) =>
                  path === '' ? one.stateTitle === stage : pathOf(one.state) === path,
                );
                if (inIt.length === 0) return null;
                return (
                  <div key={path + stage} className={classes['column']}>
                    <Group justify="space-between" gap="xs" wrap="nowrap" mb="xs">
                      <Title order={3}>{stage}</Title>
                      <Badge color="gray" aria-label={`${String(inIt.length)} cases`}>
                        {inIt.length}
                      </Badge>
                    </Group>
                    <Stack gap="xs">
                      {inIt.map((one) => (
                        <Card key={one.id} shown={one} />
                      ))}
                    </Stack>
                  </div>
                );
              })}
            </div>
          </section>
        );
      })}
    </Stack>
  );
}

function Card({shown}: {readonly shown: CaseSummary}): ReactNode {
  const due = earliestDue(shown);
  return (
    <Paper withBorder p="xs">
      <Stack gap={4}>
        <Group justify="space-between" gap={6}>
          <TextLink to={`/cases/${shown.id}`} fw={600} size="sm">
            {shown.number}
          </TextLink>
          {due !== null && <DueBadge due={due} />}
        </Group>
        <Text size="sm">{nameOf(shown)}</Text>
        <Text size="xs" c="dimmed">
          {peopleWaitedFor(shown)}
        </Text>
      </Stack>
    </Paper>
  );
}
