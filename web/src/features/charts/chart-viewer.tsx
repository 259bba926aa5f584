import {NativeSelect, Stack, Tabs, Text, TextInput} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import {memo, useDeferredValue, useMemo, useState} from 'react';
import type {ReactNode} from 'react';
import type {LongText} from '../../forms';
import {Loaded, Nothing, useAddress} from '../../layout';
import type {Chart} from './chart-entry';
import {chartQuery} from './chart-queries';
import {divided, isSection, sections} from './chart-sections';
import type {SectionId} from './chart-sections';
import classes from './chart-viewer.module.css';
import {latestFirst} from './chart-time';
import {EntryList} from './entry-list';
import {searchIn, soughtWords} from './find-entries';
import {PatientLine} from './patient-line';
import {ReadingContext} from './reading';
import {Section} from './section';

export interface Pinning {
  /** Answers that take words. */
  readonly answers: readonly LongText[];
  readonly pin: (answer: LongText, quotation: string) => void;
}

export interface ChartViewerProps {
  readonly caseId: string;
  /** Where evidence can be pinned to an answer. */
  readonly pinning?: Pinning | undefined;
}

/** The charts and files of a case, in sections that can be searched. */
export const ChartViewer = memo(function ChartViewer({caseId, pinning}: ChartViewerProps): ReactNode {
  const found = useQuery(chartQuery(caseId));
  return (
    <Loaded query={found}>{(chart) => <Opened caseId={caseId} chart={chart} pinning={pinning} />}</Loaded>
  );
});

/** The section stands in the address, so that it is there after a reload; what is sought does not. */
function useSection(): readonly [SectionId, (section: string | null) => void] {
  const {search, set} = useAddress<'chart'>();
  const asked = search.get('chart');
  const choose = (section: string | null): void => {
    if (isSection(section)) set({chart: section});
  };
  return [isSection(asked) ? asked : 'timeline', choose];
}

interface OpenedProps extends ChartViewerProps {
  readonly chart: Chart;
}

function Opened({caseId, chart, pinning}: OpenedProps): ReactNode {
  const [section, choose] = useSection();
  const [sought, setSought] = useState('');
  const words = useDeferredValue(sought);
  const [answer, setAnswer] = useState('');
  const [pinned, setPinned] = useState({count: 0, words: ''});
  const parts = useMemo(() => divided(chart), [chart]);
  const search = useMemo(() => searchIn(latestFirst(chart.entries)), [chart]);
  const target = pinning?.answers.find(({path}) => path === answer) ?? pinning?.answers[0];
  const reading = useMemo(
    () => ({
      words: soughtWords(words),
      pin:
        pinning && target
          ? (quotation: string) => {
              pinning.pin(target, quotation);
              setPinned(({count}) => ({
                count: count + 1,
                words: `Pinned to “${target.label}”: ${quotation}`,
              }));
            }
          : null,
    }),
    [words, pinning, target],
  );
  const hits = words.trim() === '' ? null : search(words);
  const files = chart.documents.filter(({kind}) => kind !== 'fhir');
  const countOf = (id: SectionId): number => (id === 'files' ? files.length : (parts.get(id)?.length ?? 0));
  const offered = sections.filter(({id}) => id === 'timeline' || countOf(id) > 0);
  if (chart.documents.length === 0)
    return (
      <Nothing title="No chart yet">
        What the office attaches stands here: the patient’s chart, reports, images.
      </Nothing>
    );

  return (
    <ReadingContext value={reading}>
      <Stack gap="sm" className={classes['viewer']}>
        <PatientLine chart={chart} />
        <TextInput
          type="search"
          size="sm"
          aria-label="Search in the chart"
          placeholder="Search in the chart"
          value={sought}
          onChange={(event) => {
            setSought(event.currentTarget.value);
          }}
        />
        {pinning && pinning.answers.length > 0 && (
          <NativeSelect
            size="xs"
            label="“Pin” quotes what you read in your answer to"
            value={target?.path}
            data={pinning.answers.map(({path, label}) => ({value: path, label}))}
            onChange={(event) => {
              setAnswer(event.currentTarget.value);
            }}
          />
        )}
        <div role="status" className="visually-hidden" key={pinned.count}>
          {pinned.words}
        </div>
        {hits ? (
          <>
            <Text size="sm" c="dimmed" role="status">
              {hits.length === 1 ? '1 entry found' : `${String(hits.length)} entries found`}
            </Text>
            <EntryList entries={hits} label="Found" key={words} />
          </>
        ) : (
          <>
            <NativeSelect
              className={classes['narrow'] ?? ''}
              aria-label="Section of the chart"
              value={section}
              data={offered.map(({id, title}) => ({value: id, label: `${title} (${String(countOf(id))})`}))}
              onChange={(event) => {
                choose(event.currentTarget.value);
              }}
            />
            <Tabs value={section} onChange={choose} keepMounted={false}>
              <Tabs.List className={classes['wide'] ?? ''} aria-label="Sections of the chart">
                {offered.map(({id, title}) => (
                  <Tabs.Tab key={id} value={id} px="xs">
                    {title} <span className={classes['count']}>{countOf(id)}</span>
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              {offered.map(({id}) => (
                <Tabs.Panel key={id} value={id} pt="sm">
                  <Section id={id} caseId={caseId} entries={parts.get(id) ?? []} files={files} />
                </Tabs.Panel>
              ))}
            </Tabs>
          </>
        )}
      </Stack>
    </ReadingContext>
  );
}
