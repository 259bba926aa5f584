import {Text} from '@mantine/core';
import {useMemo, useState} from 'react';
import type {ReactNode} from 'react';
import type {ChartEntry} from './chart-entry';
import {episodesOf} from './chart-sections';
import type {Episode} from './chart-sections';
import classes from './entries.module.css';
import {EntryList} from './entry-list';
import {detailsOf, namedPerformers} from './entry-details';
import {quoted} from './evidence';
import {PinButton} from './pin-button';
import {spanOf, timeOf} from './reading';
import {StepByStep} from './step-by-step';

const STEP = 40;

/** Encounters, each with what happened in it, and what happened between them. */
export function Timeline({
  entries,
  label,
}: {
  readonly entries: readonly ChartEntry[];
  readonly label: string;
}): ReactNode {
  const episodes = useMemo(() => episodesOf(entries), [entries]);
  return (
    <StepByStep items={episodes} step={STEP}>
      {(shown) => (
        <ol className={classes['episodes']} aria-label={label}>
          {shown.map((episode, index) => (
            <li key={(episode.encounter ?? episode.entries[0])?.id}>
              <EpisodeCard episode={episode} opened={index === 0} />
            </li>
          ))}
        </ol>
      )}
    </StepByStep>
  );
}

/** What an episode holds, drawn once it is opened. */
function EpisodeCard({
  episode: {encounter, entries},
  opened,
}: {
  readonly episode: Episode;
  readonly opened: boolean;
}): ReactNode {
  const [open, setOpen] = useState(opened);
  const first = entries.at(-1);
  const span = encounter
    ? spanOf(encounter.at, encounter.end)
    : spanOf(first?.at ?? null, entries[0]?.at ?? null);
  const detail = encounter
    ? [...namedPerformers(encounter), ...detailsOf(encounter).map(({text}) => text)]
    : [];
  return (
    <details
      open={open}
      className={classes['episode']}
      onToggle={(event) => {
        setOpen(event.currentTarget.open);
      }}
    >
      <summary>
        <span className={classes['when']}>{span}</span>{' '}
        <span className={classes['episodeTitle']}>
          {encounter?.title ?? 'Between encounters'}
          {entries.length > 0 && (
            <Text span size="xs" c="dimmed">
              {' '}
              {entries.length === 1 ? '1 entry' : `${String(entries.length)} entries`}
            </Text>
          )}
        </span>
      </summary>
      {open && (
        <div className={classes['inside']}>
          {encounter && (
            <div className={classes['row']}>
              <Text size="xs" c="dimmed" className={classes['what']}>
                {detail.join(' · ')}
              </Text>
              <PinButton quotation={quoted(encounter, timeOf(encounter.at))} />
            </div>
          )}
          {entries.length > 0 && (
            <EntryList entries={entries} label={`In: ${encounter?.title ?? 'between encounters'}`} />
          )}
        </div>
      )}
    </details>
  );
}
