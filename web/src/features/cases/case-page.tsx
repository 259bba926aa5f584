import {Alert, Anchor, Badge, Group, Paper, Stack, Text, Title} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useLocation, useParams} from 'react-router';
import type {Case} from '../../api';
import {LinkButton, Loaded, Page, PrivilegeNote, day} from '../../layout';
import {ActionLinks} from './action-links';
import {nameOf} from './case-lines';
import classes from './case-page.module.css';
import {caseQuery, hasChart, historyQuery, workflowsQuery} from './case-queries';
import {ConflictList} from './conflict-list';
import {ContentList} from './content-list';
import {DeidentifiedCard} from './deidentified-card';
import {PeopleCard} from './people-card';
import {PrintRecord} from './print-record';
import {ProcessDiagram} from './process-diagram';
import {Progress} from './progress';
import {ReadersCard} from './readers-card';
import {ReviewedNote} from './reviewed-note';
import {Reviews} from './reviews';
import {Timeline} from './timeline';
import {WaitingCard} from './waiting-card';

/** One case, as far as one may see it: what to do, where it stands, what is known, who is involved. */
export function CasePage(): ReactNode {
  const {id = ''} = useParams();
  const found = useQuery(caseQuery(id));
  return found.data ? (
    <Shown shown={found.data} />
  ) : (
    <Page title="Case">
      <Loaded query={found}>{() => null}</Loaded>
    </Page>
  );
}

/** What was just done here, as the page that came here says. */
function doneIn(state: unknown): string | null {
  const done = typeof state === 'object' && state !== null && 'done' in state ? state.done : null;
  return typeof done === 'string' ? done : null;
}

function Shown({shown}: {readonly shown: Case}): ReactNode {
  const {state} = useLocation() as {state: unknown};
  const done = doneIn(state);
  const workflows = useQuery(workflowsQuery);
  const history = useQuery(historyQuery(shown.id));
  const process = workflows.data?.find(({id}) => id === shown.workflow.id);
  // Whoever sees no stages is told the progress in place of one.
  const seesStages =
    typeof shown.state !== 'string' || process?.states.some(({path}) => path === shown.state) === true;
  return (
    <Page
      title="Case"
      heading={
        <Group gap="sm">
          {shown.number}
          <Badge size="lg" color={shown.settled ? 'green' : 'blue'}>
            {shown.stateTitle}
          </Badge>
        </Group>
      }
      lead={[
        process?.title,
        nameOf(shown),
        shown.openedAt === undefined ? '' : `opened ${day(shown.openedAt)}`,
      ]
        .filter(Boolean)
        .join(' · ')}
      aside={
        hasChart(shown) && (
          <LinkButton to={`/cases/${shown.id}/chart`} variant="default">
            Read the chart
          </LinkButton>
        )
      }
    >
      <PrintRecord caseId={shown.id} page="case" />
      {done !== null && <Alert color="green" title={`Done: ${done}`} role="status" className="screen-only" />}
      {shown.unreadable === true && (
        <Alert color="amber" title="The content of this case was disposed of.">
          What was done is still on record; what was written cannot be opened.
        </Alert>
      )}
      <PrivilegeNote text={shown.privilege} committee={shown.committee} />
      <div className={classes['columns']}>
        <Stack gap="xl" style={{minWidth: 0}}>
          <ActionLinks shown={shown} />
          {shown.reviewed && <ReviewedNote />}
          <Reviews shown={shown} />
          <ContentList shown={shown} />
          <section aria-labelledby="history">
            <Title order={2} id="history" mb="sm">
              What was done
            </Title>
            <Loaded query={history}>{(entries) => <Timeline entries={entries} />}</Loaded>
          </section>
        </Stack>
        <Stack gap="md" component="aside" aria-label="About this case">
          <WaitingCard shown={shown} />
          <Paper withBorder p="md">
            <Title order={2} size="h3" mb="xs">
              Where it stands
            </Title>
            {seesStages ? (
              <ProcessDiagram shown={shown} history={history.data ?? []} />
            ) : (
              <Progress now={shown.stateTitle} />
            )}
          </Paper>
          <PeopleCard shown={shown} />
          <ReadersCard shown={shown} />
          <ConflictList caseId={shown.id} />
          <DeidentifiedCard shown={shown} />
          <Text size="sm">
            <Anchor
              href={`/api/cases/${shown.id}/report.pdf`}
              underline="always"
              target="_blank"
              rel="noreferrer"
            >
              Report as PDF
            </Anchor>
          </Text>
        </Stack>
      </div>
    </Page>
  );
}
