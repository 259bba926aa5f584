import type {Chart, ChartEntry} from './chart-entry';

/** The rooms of a chart, in the order in which they are offered. */
export const sections = [
  {id: 'timeline', title: 'Timeline'},
  {id: 'problems', title: 'Problems'},
  {id: 'medications', title: 'Medications'},
  {id: 'labs', title: 'Labs'},
  {id: 'vitals', title: 'Vitals'},
  {id: 'procedures', title: 'Procedures'},
  {id: 'reports', title: 'Reports and notes'},
  {id: 'files', title: 'Files'},
  {id: 'other', title: 'Other'},
] as const;

export type SectionId = (typeof sections)[number]['id'];

export const isSection = (id: string | null): id is SectionId =>
  sections.some((section) => section.id === id);

/** LOINC codes of the FHIR profile for vital signs, with those of the sizes that go with them. */
const vitalCodes = new Set([
  ...['8867-4', '9279-1', '8310-5', '8480-6', '8462-4', '85354-9', '55284-4', '8478-0'],
  ...['2708-6', '59408-5', '29463-7', '8302-2', '39156-5', '9843-4', '72514-3'],
]);

const sectionOfKind = {
  encounter: 'timeline',
  condition: 'problems',
  allergy: 'problems',
  medication: 'medications',
  procedure: 'procedures',
  immunization: 'procedures',
  report: 'reports',
  document: 'reports',
  other: 'other',
} as const;

/** Where an entry stands beside the timeline. */
export function sectionOf(entry: ChartEntry): SectionId {
  if (entry.kind !== 'observation') return sectionOfKind[entry.kind];
  const category = (entry.detail['category'] ?? '').toLowerCase();
  if (category.includes('vital') || vitalCodes.has(entry.code?.code ?? '')) return 'vitals';
  if (category.includes('lab')) return 'labs';
  // What was asked or seen, rather than measured.
  const measured = category === '' && [entry, ...(entry.components ?? [])].some(({quantity}) => quantity);
  return measured ? 'labs' : 'reports';
}

/** The entries of each section. The timeline has all that happened: everything but what was not understood. */
export function divided({entries}: Pick<Chart, 'entries'>): ReadonlyMap<SectionId, readonly ChartEntry[]> {
  const found = new Map<SectionId, ChartEntry[]>(sections.map(({id}) => [id, []]));
  for (const entry of entries) {
    const section = sectionOf(entry);
    if (section !== 'timeline') found.get(section)?.push(entry);
    if (section !== 'other') found.get('timeline')?.push(entry);
  }
  return found;
}

/** An encounter with what belongs to it, or what belongs to none. */
export interface Episode {
  readonly encounter: ChartEntry | null;
  readonly entries: readonly ChartEntry[];
}

/** Latest first: each encounter with what happened in it, and between them what happened outside of any. */
export function episodesOf(latestFirst: readonly ChartEntry[]): Episode[] {
  const encounters = new Set(latestFirst.filter(({kind}) => kind === 'encounter').map(({id}) => id));
  const within = new Map<string, ChartEntry[]>();
  const episodes: {encounter: ChartEntry | null; entries: ChartEntry[]}[] = [];
  for (const entry of latestFirst) {
    if (entry.kind === 'encounter') {
      episodes.push({encounter: entry, entries: entriesOf(within, entry.id)});
    } else if (entry.encounter !== null && encounters.has(entry.encounter)) {
      entriesOf(within, entry.encounter).push(entry);
    } else {
      const last = episodes.at(-1);
      if (last?.encounter === null) last.entries.push(entry);
      else episodes.push({encounter: null, entries: [entry]});
    }
  }
  return episodes;
}

function entriesOf(within: Map<string, ChartEntry[]>, id: string): ChartEntry[] {
  const found = within.get(id) ?? [];
  within.set(id, found);
  return found;
}
