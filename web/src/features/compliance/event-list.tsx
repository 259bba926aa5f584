import {Badge, Button, Group, Text} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import type {EventItem} from '../../api';
import {TextLink, inWords, moment} from '../../layout';
import {EventDetails} from './event-details';
import classes from './event-list.module.css';
import {KINDS, OUTCOMES, outcomeColour, shortStream} from './event-words';

/** Events of the log, newest first, each with all that stands behind it. */
export function EventList({events}: {readonly events: readonly EventItem[]}): ReactNode {
  return (
    <ul className={classes['list']} aria-label="Events">
      {events.map((item) => (
        <EventLine key={item.leaf} item={item} />
      ))}
    </ul>
  );
}

function EventLine({item}: {readonly item: EventItem}): ReactNode {
  const [open, setOpen] = useState(false);
  const {at, kind, stream, cases, event} = item;
  const [firstCase] = cases;
  return (
    <li className={classes['event']}>
      <div className={classes['line']}>
        <Text size="sm" c="dimmed" className={classes['at'] ?? ''}>
          {moment(at)}
        </Text>
        <div className={classes['what']}>
          <Text size="sm" fw={600} component="span">
            {whatOf(event)}
          </Text>{' '}
          <Text size="sm" component="span">
            {who(event)}
          </Text>
          <Text size="xs" c="dimmed" component="div">
            {KINDS[kind]}
            {firstCase === undefined ? ` · ${shortStream(stream)}` : ''}
            {firstCase !== undefined && (
              <>
                {' · '}
                <TextLink to={`/log?case=${firstCase}`} size="xs">
                  case {firstCase.slice(0, 8)}…
                </TextLink>
              </>
            )}
            {event?.who && (
              <>
                {' · '}
                <TextLink to={`/log?who=${event.who.id}`} size="xs">
                  all of theirs
                </TextLink>
              </>
            )}
          </Text>
        </div>
        <Group gap="xs">
          {event !== null && event.outcome !== '0' && (
            <Badge color={outcomeColour(event.outcome)}>{OUTCOMES[event.outcome] ?? event.outcome}</Badge>
          )}
          <Button
            variant="subtle"
            size="compact-sm"
            aria-expanded={open}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {open ? 'Less' : 'More'}
          </Button>
        </Group>
      </div>
      {open && <EventDetails item={item} />}
    </li>
  );
}

/** A case's own action is told by its name. */
function whatOf(event: EventItem['event']): string {
  if (event === null) return 'Disposed of';
  const {action} = event.details;
  return event.type === 'action' && typeof action === 'string' ? inWords(action) : inWords(event.type);
}

function who(event: EventItem['event']): string {
  if (event === null) return '';
  const by = `by ${event.who?.name ?? 'somebody whom this case hides'}`;
  const roles = event.as.filter((role) => role !== 'system').map((role) => inWords(role).toLowerCase());
  return roles.length === 0 ? by : `${by}, as ${roles.join(', ')}`;
}
