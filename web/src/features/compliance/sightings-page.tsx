import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useParams} from 'react-router';
import {LinkButton, Loaded, Page} from '../../layout';
import {seenByQuery, whoSawQuery} from './log-queries';
import {Sightings} from './sightings';

const questions = {
  person: {
    title: 'Who saw this case',
    lead: 'Everyone to whom content of it was shown, in any way.',
    query: whoSawQuery,
    events: {filter: 'case', label: 'Its events'},
  },
  case: {
    title: 'What this person saw',
    lead: 'Every case of which content was shown to them.',
    query: seenByQuery,
    events: {filter: 'who', label: 'Their events'},
  },
} as const;

/** Who saw what of one case, or what one person saw, case by case. */
function SightingsPage({of}: {readonly of: keyof typeof questions}): ReactNode {
  const {id = ''} = useParams();
  const {title, lead, query, events} = questions[of];
  const found = useQuery(query(id));
  return (
    <Page
      title={title}
      lead={lead}
      aside={
        <LinkButton to={`/log?${events.filter}=${id}`} variant="default">
          {events.label}
        </LinkButton>
      }
    >
      <Loaded query={found}>{(sightings) => <Sightings found={sightings} of={of} />}</Loaded>
    </Page>
  );
}

export const WhoSawPage = (): ReactNode => <SightingsPage of="person" />;

export const SeenByPage = (): ReactNode => <SightingsPage of="case" />;
