import {Paper, Text, Title} from '@mantine/core';
import type {ReactNode} from 'react';
import type {Case} from '../../api';
import {TextLink} from '../../layout';
import {nameOf} from './case-lines';
import classes from './case-page.module.css';

const statuses: Readonly<Record<string, string>> = {
  offered: 'asked',
  accepted: 'reviews',
  locked: 'has reviewed',
};

/** Who has to do with the case, as far as one may know it. */
export function PeopleCard({shown}: {readonly shown: Case}): ReactNode {
  const {referrer, reviewers = [], linked = []} = shown;
  const physician = nameOf(shown);
  if (physician === '' && !referrer && reviewers.length === 0 && linked.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb="xs">
        People
      </Title>
      <dl className={classes['rows']} style={{gridTemplateColumns: 'minmax(0, 1fr)', gap: 0}}>
        {physician !== '' && (
          <>
            <dt>Physician</dt>
            <dd>{physician}</dd>
          </>
        )}
        {referrer && (
          <>
            <dt>Referred by</dt>
            <dd>{referrer.name}</dd>
          </>
        )}
        {reviewers.length > 0 && (
          <>
            <dt>Reviewers</dt>
            <dd>
              <ul className={classes['list']}>
                {reviewers.map(({person, status}) => (
                  <li key={person.id}>
                    {person.name}{' '}
                    <Text span size="sm" c="dimmed">
                      {statuses[status] ?? status}
                    </Text>
                  </li>
                ))}
              </ul>
            </dd>
          </>
        )}
        {linked.length > 0 && (
          <>
            <dt>Cases of the same event</dt>
            <dd>
              {linked.map(({id, number}) => (
                <div key={id}>
                  <TextLink to={`/cases/${id}`}>{number}</TextLink>
                </div>
              ))}
            </dd>
          </>
        )}
      </dl>
    </Paper>
  );
}
