import {useMemo} from 'react';
import type {ReactNode} from 'react';
import type {ChartEntry, ChartFile} from './chart-entry';
import type {SectionId} from './chart-sections';
import {latestFirst} from './chart-time';
import {EntryList} from './entry-list';
import {FileList} from './file-list';
import {Timeline} from './timeline';
import {TrendList} from './trend-list';

const titles: Readonly<Record<SectionId, string>> = {
  timeline: 'What happened, latest first',
  problems: 'Problems and allergies, latest first',
  medications: 'Medications, latest first',
  labs: 'Laboratory values',
  vitals: 'Vital signs',
  procedures: 'Procedures and immunisations, latest first',
  reports: 'Reports, notes and findings, latest first',
  files: 'Files',
  other: 'What was kept without being understood',
};

interface SectionProps {
  readonly id: SectionId;
  readonly caseId: string;
  readonly entries: readonly ChartEntry[];
  readonly files: readonly ChartFile[];
}

/** One section of a chart. */
export function Section({id, caseId, entries, files}: SectionProps): ReactNode {
  const sorted = useMemo(() => latestFirst(entries), [entries]);
  const label = titles[id];
  if (id === 'files') return <FileList caseId={caseId} files={files} label={label} />;
  if (id === 'timeline') return <Timeline entries={sorted} label={label} />;
  if (id === 'labs' || id === 'vitals') return <TrendList entries={entries} label={label} />;
  return <EntryList entries={sorted} label={label} />;
}
