import {Group, Paper, Stack, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Case} from '../../api';
import {DueBadge, LinkButton, TextLink} from '../../layout';
import classes from './case-page.module.css';
import {earliestDue, peopleWaitedFor} from './waiting';

/** What one may do now: the step that leads on as a button, the others below it. */
export function ActionLinks({shown}: {readonly shown: Case}): ReactNode {
  const {allowedActions, id} = shown;
  const leads = allowedActions.find(({primary}) => primary);
  const others = allowedActions.filter(({primary}) => !primary);
  const due = earliestDue(shown);
  if (!leads && others.length === 0 && shown.settled) return null;
  return (
    <section aria-labelledby="do" className="screen-only">
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Title order={2} id="do">
            {leads ? 'Your turn' : 'Nothing waits for you here'}
          </Title>
          {leads ? (
            <Group gap="sm">
              <LinkButton to={`/cases/${id}/actions/${leads.type}`}>{leads.title}</LinkButton>
              {due !== null && <DueBadge due={due} />}
            </Group>
          ) : (
            shown.waitingFor.length > 0 && (
              <Text size="sm" c="dimmed">
                The case {peopleWaitedFor(shown)}.
              </Text>
            )
          )}
          {others.length > 0 && (
            <div>
              <Text size="sm" c="dimmed" mb={6} id="also">
                You can also
              </Text>
              <ul className={classes['list']} aria-labelledby="also">
                {others.map(({type, title}) => (
                  <li key={type}>
                    <TextLink to={`/cases/${id}/actions/${type}`} size="sm">
                      {title}
                    </TextLink>
                  </li>
                ))}
              </ul>
            </div>
          )}
        </Stack>
      </Paper>
    </section>
  );
}
