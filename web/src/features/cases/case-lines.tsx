import {Group, Paper, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {CaseSummary} from '../../api';
import {DueBadge, Lines, LinkButton, TextLink} from '../../layout';
import {shownName} from './shown-name';
import {earliestDue, peopleWaitedFor} from './waiting';

interface CaseLinesProps {
  readonly cases: readonly CaseSummary[];
  readonly label: string;
  /** Whether each offers the step that is one's own. */
  readonly steps?: boolean;
}

/** Cases one below the other: what it is, what is asked, and by when. */
export function CaseLines({cases, label, steps = false}: CaseLinesProps): ReactNode {
  return (
    <Lines label={label}>
      {cases.map((one) => {
        const due = earliestDue(one);
        return (
          <Paper key={one.id} component="li" withBorder p="sm" radius="md">
            <Group justify="space-between" gap="sm">
              <Stack gap={2} style={{minWidth: 0, flex: '1 1 220px'}}>
                <Group gap="xs">
                  <TextLink to={`/cases/${one.id}`} fw={600}>
                    {one.number}
                  </TextLink>
                  {due !== null && <DueBadge due={due} />}
                </Group>
                <Text size="sm" c="dimmed">
                  {[one.stateTitle, nameOf(one), steps ? '' : peopleWaitedFor(one)]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Stack>
              {steps && one.next && (
                <LinkButton to={`/cases/${one.id}/actions/${one.next.type}`} size="xs" variant="light">
                  {one.next.title}
                </LinkButton>
              )}
            </Group>
          </Paper>
        );
      })}
    </Lines>
  );
}

export const nameOf = ({focusPhysician}: CaseSummary): string =>
  focusPhysician ? shownName(focusPhysician) : '';
