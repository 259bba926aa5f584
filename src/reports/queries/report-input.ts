import type {CaseBody, ContentItem, HistoryEntry} from '../../cases';
import type {ChartSummary} from '../../charts';
import {answeredQuestions} from '../../reviews';
import type {AnsweredQuestion, InstrumentCatalogue, InstrumentReference} from '../../reviews';
import type {JsonSchema} from '../../workflow';
import type {CaseReportInput, ReportedReview, ReviewAxis} from '../domain/case-report-input';

/** What passed the gate for one reader, and the words in which the workflow speaks of it. */
export interface ReportSource {
  readonly body: CaseBody;
  readonly chart: ChartSummary | null;
  readonly history: readonly HistoryEntry[];
  readonly forms: Readonly<Record<string, JsonSchema>>;
  /** Of every version that a review may have answered. */
  readonly instruments: Pick<InstrumentCatalogue, 'version'>;
}

export interface ReportFrame {
  readonly exportId: string;
  readonly createdAt: Date;
  readonly organisation: string;
  readonly timeZone: string;
  readonly watermark: string;
  /** Of the document, as the programme calls its reports. */
  readonly title: string;
  readonly programme: string;
}

type Data = Readonly<Record<string, unknown>>;

/** Sorts what a reader may see of a case into the parts of its report; what is not there leaves no part. */
export function reportInput(source: ReportSource, frame: ReportFrame): CaseReportInput {
  const {body, chart, history, forms, instruments} = source;
  const all = (kind: string): readonly ContentItem[] => body.content.filter((item) => item.kind === kind);
  const last = (kind: string): ContentItem | undefined => all(kind).at(-1);
  const dataOf = (kind: string): Data | undefined => last(kind)?.data as Data | undefined;
  const label = (form: string, field: string, value: unknown): string =>
    choiceTitle(forms[form], field, value);

  const referral = dataOf('referral');
  const patient = dataOf('patient');
  const basis = dataOf('protection');
  const determination = dataOf('determination');
  const harms = all('harmRating');
  const reviews = all('review').map((item, index) => review(withHarm(item, harms), index, instruments));
  const bottomLines = dataOf('bottomLines');
  const closing = history.filter(({to}) => to === 'closed').at(-1);
  return {
    title: frame.title,
    exportId: frame.exportId,
    createdAt: frame.createdAt,
    organisation: frame.organisation,
    committee: body.committee,
    reference: body.number,
    privilegeText: body.privilege,
    watermark: frame.watermark,
    timeZone: frame.timeZone,
    case: {
      programme: frame.programme,
      state: body.stateTitle,
      ...(body.openedAt !== undefined && {openedAt: body.openedAt}),
      ...(closing && {closedAt: closing.at}),
      ...(referral && {
        caseClass: label('referral', 'class', referral['class']),
        source: label('referral', 'source', referral['source']),
        ...(referral['trigger'] !== undefined && {
          trigger: label('referral', 'trigger', referral['trigger']),
        }),
        eventDate: text(referral['eventDate']),
        department: text(referral['department']),
      }),
    },
    ...(basis && {
      basis: {
        committee: body.committee,
        purpose: text(basis['purpose']),
        privilegeBasis: text(basis['privilegeBasis']),
      },
    }),
    ...(patient && {patientReference: text(patient['reference'])}),
    ...(body.focusPhysician && {focusPhysician: {name: nameOf(body.focusPhysician)}}),
    ...(referral && {referral: {narrative: text(referral['narrative'])}}),
    physicianInput: all('input').map(inputStatement),
    ...(chart && {chart: chartPart(chart)}),
    reviews,
    ...agreement(reviews),
    ...panel(last('meeting'), last('attendance'), all('recusal')),
    ...(determination && {
      determination: {
        rating: label('determination', 'rating', determination['rating']),
        rationale: text(determination['rationale']),
        decidedAt: last('determination')?.at ?? '',
      },
    }),
    ...learning(determination ?? bottomLines),
    ...finding(last('finding'), forms),
    ...conferenceCase(dataOf('conferenceCase')),
    actions: improvements(all('improvementAction'), all('improvementDone')),
    ...statement('feedbackLetter', last('letter'), 'letter'),
    ...statement('physicianResponse', last('response'), 'response'),
    history: history.map(({at, title, by, as}) => ({at, what: title, who: by?.name ?? asWhom(as)})),
  };
}

const nameOf = (who: {readonly name: string} | {readonly pseudonym: string}): string =>
  'name' in who ? who.name : who.pseudonym;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function inputStatement({at, data}: ContentItem): {at: string; text: string} {
  const {statement, systemFactors} = data as {statement: string; systemFactors?: string};
  const system =
    systemFactors === undefined ? '' : `\n\nWhat in the system of care played a part: ${systemFactors}`;
  return {at, text: statement + system};
}

function statement<Name extends 'feedbackLetter' | 'physicianResponse'>(
  name: Name,
  item: ContentItem | undefined,
  field: string,
): Partial<Pick<CaseReportInput, Name>> {
  if (!item) return {};
  return {[name]: {at: item.at, text: text((item.data as Data)[field])}} as Pick<CaseReportInput, Name>;
}

const KIND_LABELS: Readonly<Record<string, string>> = {
  encounter: 'Encounters',
  condition: 'Conditions',
  medication: 'Medications',
  observation: 'Observations',
  procedure: 'Procedures',
  immunization: 'Immunizations',
  allergy: 'Allergies',
  report: 'Reports',
  document: 'Documents',
  other: 'Other entries',
};

function chartPart({counts, keyEntries}: ChartSummary): NonNullable<CaseReportInput['chart']> {
  return {
    counts: Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => ({label: KIND_LABELS[kind] ?? kind, count})),
    timeline: keyEntries.flatMap((entry) =>
      entry.at === null
        ? []
        : {at: entry.at, what: `${entry.title} (${entry.kind})`, detail: findings(entry)},
    ),
  };
}

/** Value and interpretation; of an observation in parts, those of each part. */
function findings({value, interpretation, components}: ChartSummary['keyEntries'][number]): string {
  const whole = [value, interpretation].filter((part) => part !== null).join(' ');
  const parts = (components ?? []).map((part) => [part.title, part.value, part.interpretation]);
  return [whole, ...parts.map((part) => part.filter((word) => word !== null).join(' '))]
    .filter((word) => word !== '')
    .join('; ');
}

/** A review together with the harm that its writer rated after it. */
function withHarm(item: ContentItem, harms: readonly ContentItem[]): ContentItem {
  const {data, by} = item;
  const rated = harms.filter((harm) => by !== null && JSON.stringify(harm.by) === JSON.stringify(by)).at(-1);
  if (!rated) return item;
  const [care, harm] = [data, rated.data].map((one) => (one as {answers: Data}).answers);
  return {...item, data: {...(data as Data), answers: {...care, ...harm}}};
}

/** In the words of the instrument that the review answered, whatever reviews answer today. */
function review(item: ContentItem, index: number, instruments: ReportSource['instruments']): ReportedReview {
  const {instrument, answers} = item.data as {instrument: InstrumentReference; answers: Data};
  const {by} = item;
  const name = by === null ? `Review ${index + 1}` : 'name' in by ? by.name : by.pseudonym;
  return {
    label: name,
    lockedAt: item.at,
    axes: answeredQuestions(instruments.version(instrument), answers).map(axis),
  };
}

function axis({about, ...answered}: AnsweredQuestion): ReviewAxis {
  return {...answered, about: PARTS[about] ?? 'care'};
}

const PARTS: Partial<Record<AnsweredQuestion['about'], NonNullable<ReviewAxis['about']>>> = {
  system: 'system',
  cognition: 'system',
  harm: 'outcome',
  concern: 'learning',
  learning: 'learning',
  commendation: 'learning',
  summary: 'summary',
};

/** Twelve independent reviews reach a reliability of 0.8 (BMJ Qual Saf 2017;26:408); a case never has so many. */
const RELIABLE_REVIEWS = 12;

/** Of ratings of care alone: a review without a score agrees or differs in words. */
const agreement = (reviews: readonly ReportedReview[]): Pick<CaseReportInput, 'agreement'> => {
  const scored = reviews.filter(({axes}) => axes.some(({about}) => about === 'care')).length;
  return scored === 0 ? {} : {agreement: {kind: 'tooFewReviews', reviews: scored, needed: RELIABLE_REVIEWS}};
};

/** Of the determination or, where nothing is determined, of the conference. */
const learning = (source: Data | undefined): Pick<CaseReportInput, 'learning'> =>
  source ? {learning: source['learning'] as NonNullable<CaseReportInput['learning']>} : {};

function finding(
  item: ContentItem | undefined,
  forms: ReportSource['forms'],
): Pick<CaseReportInput, 'finding'> {
  if (!item) return {};
  const {finding: value, basis, obstacles} = item.data as Data;
  const titles = Object.values(forms).map((form) => choiceTitle(form, 'finding', value));
  return {
    finding: {
      at: item.at,
      finding: titles.find((title) => title !== value) ?? text(value),
      basis: text(basis),
      obstacles: text(obstacles),
    },
  };
}

const conferenceCase = (data: Data | undefined): Pick<CaseReportInput, 'conferenceCase'> =>
  data ? {conferenceCase: {title: text(data['title']), text: text(data['case'])}} : {};

function panel(
  meeting: ContentItem | undefined,
  attendance: ContentItem | undefined,
  recusals: readonly ContentItem[],
): Pick<CaseReportInput, 'panel'> {
  if (!meeting && !attendance) return {};
  const present = (attendance?.data as {present?: {name: string}[]} | undefined)?.present ?? [];
  return {
    panel: {
      // A learning conference notes who was there, and is convened by nobody.
      ...(meeting && {date: text((meeting.data as Data)['meetingOn'])}),
      attendance: present.map(({name}) => ({name})),
      recusals: recusals.map(({by, data}) => ({
        name: by !== null && 'name' in by ? by.name : 'A member',
        reason: text((data as Data)['reason']),
      })),
    },
  };
}

function improvements(
  opened: readonly ContentItem[],
  done: readonly ContentItem[],
): NonNullable<CaseReportInput['actions']> {
  const finished = new Set(done.map(({data}) => (data as {action: string}).action));
  return opened.map(({data, by}) => {
    const {action, title, due} = data as {action: string; title: string; due: string};
    return {
      title,
      due,
      state: finished.has(action) ? 'done' : 'open',
      ...(by !== null && 'name' in by && {owner: by.name}),
    };
  });
}

const asWhom = (relation: string | null): string =>
  relation?.endsWith('Reviewer') ? 'a reviewer' : (relation ?? '');

/** The title that a form gives to one of its choices. */
function choiceTitle(form: JsonSchema | undefined, field: string, value: unknown): string {
  const property = (
    form?.['properties'] as Record<string, {oneOf?: {const: unknown; title: string}[]}> | undefined
  )?.[field];
  return property?.oneOf?.find((option) => option.const === value)?.title ?? text(value);
}
