import {learningSection, actionsSection} from './case-report-improvement';
import {agreementBlocks, reviewBlocks} from './case-report-reviews';
import type {CaseReportInput, PanelRecord, ReportedDetermination, Statement} from './case-report-input';
import {facts, note, prose, section, subsection, table} from './case-report-parts';
import type {Block, DocumentModel} from './document-model';
import {reportTime} from './report-time';

type FormatTime = (iso: string) => string;

/**
 * The report of a case for one reader. It says only what the input holds: a part that is absent leaves no heading,
 * no label and no empty row. System factors come before those of groups and individuals, and care is kept apart
 * from outcome.
 * @throws RangeError when a time is not ISO 8601
 */
export function caseReport(input: CaseReportInput): DocumentModel {
  const timeZone = input.timeZone ?? 'UTC';
  const time: FormatTime = (iso) => reportTime(iso, timeZone);
  return {
    title: input.title,
    subject: `${input.title} ${input.reference}, export ${input.exportId}`,
    language: 'en',
    createdAt: input.createdAt,
    privilege: {text: input.privilegeText},
    header: {organisation: input.organisation, committee: input.committee, reference: input.reference},
    footerNote: input.timeNote ?? `Times in this report: ${timeZone}.`,
    ...(input.watermark === undefined ? {} : {watermark: input.watermark}),
    blocks: [
      ...caseSection(input, time),
      ...referralSection(input),
      ...statements("Physician's account", 'Received', input.physicianInput, time),
      ...chartSection(input, time),
      ...section('Reviews', ...reviewBlocks(input.reviews ?? [], time), ...agreementBlocks(input.agreement)),
      ...findingSection(input, time),
      ...conferenceSection(input),
      ...panelSection(input.panel, time),
      ...determinationSection(input.determination, time),
      ...learningSection(input.learning ?? []),
      ...actionsSection(input.actions ?? [], time),
      ...statements('Feedback letter', 'Sent', one(input.feedbackLetter), time),
      ...statements("Physician's response", 'Received', one(input.physicianResponse), time),
      ...historySection(input, time),
    ],
  };
}

function caseSection(input: CaseReportInput, time: FormatTime): Block[] {
  const {case: known = {}, basis = {}, focusPhysician: physician} = input;
  const specialty = physician?.specialty === undefined ? '' : `, ${physician.specialty}`;
  const day = (iso: string | undefined): string | undefined => (iso === undefined ? undefined : time(iso));
  return [
    ...section(
      'Case',
      ...facts(
        ['Reference', input.reference],
        ['Programme', known.programme],
        ['State', known.state],
        ['Opened', day(known.openedAt)],
        ['Closed', day(known.closedAt)],
        ['Class', known.caseClass],
        ['Source', known.source],
        ['Trigger', known.trigger],
        ['Date of the event', day(known.eventDate)],
        ['Department', known.department],
        ['Patient reference', input.patientReference],
        ['Physician whose care is reviewed', physician && `${physician.name}${specialty}`],
      ),
    ),
    ...section(
      'About this review',
      ...facts(
        ['Committee', basis.committee],
        ['Purpose', basis.purpose],
        ['Basis of privilege', basis.privilegeBasis],
      ),
    ),
  ];
}

function referralSection({referral}: CaseReportInput): Block[] {
  const details = (referral?.details ?? []).map(({label, text}) => [label, text] as const);
  return section('Referral', ...prose(referral?.narrative), ...facts(...details));
}

function statements(
  title: string,
  verb: string,
  texts: readonly Statement[] = [],
  time: FormatTime,
): Block[] {
  return section(
    title,
    ...texts.flatMap(({at, text}) => {
      const body = prose(text);
      return at === undefined || body.length === 0 ? body : [note(`${verb} ${time(at)}`), ...body];
    }),
  );
}

function chartSection({chart}: CaseReportInput, time: FormatTime): Block[] {
  return section(
    'Chart summary',
    ...table('What the chart holds', chart?.counts ?? [], [
      {title: 'Kind', weight: 5, cell: ({label}) => label},
      {title: 'Entries', weight: 1, align: 'right', cell: ({count}) => String(count)},
    ]),
    ...table('Key events', chart?.timeline ?? [], [
      {title: 'When', weight: 3, cell: ({at}) => time(at)},
      {title: 'What', weight: 4, cell: ({what}) => what},
      {title: 'Detail', weight: 6, cell: ({detail}) => detail},
    ]),
  );
}

function findingSection({finding}: CaseReportInput, time: FormatTime): Block[] {
  if (!finding) return [];
  const {at, basis, obstacles} = finding;
  return section(
    'Finding',
    ...(at === undefined ? [] : [note(`Established ${time(at)}`)]),
    ...facts(
      ['Finding', finding.finding],
      ['Rests on', basis],
      ['What made it hard to follow the rule', obstacles],
    ),
  );
}

function conferenceSection({conferenceCase}: CaseReportInput): Block[] {
  if (!conferenceCase) return [];
  const {title, text} = conferenceCase;
  return section('Anonymised case', ...subsection(title, ...prose(text)));
}

function panelSection(panel: PanelRecord = {}, time: FormatTime): Block[] {
  const {date, quorum, attendance = [], recusals = []} = panel;
  return section(
    'Committee meeting',
    ...facts(
      ['Date', date === undefined ? undefined : time(date)],
      ['Quorum', quorum && `${quorum.present} present, ${quorum.required} required`],
    ),
    ...table('Attendance', attendance, [
      {title: 'Name', weight: 1, cell: ({name}) => name},
      {title: 'Role', weight: 1, cell: ({role}) => role},
    ]),
    ...table('Recusals', recusals, [
      {title: 'Name', weight: 1, cell: ({name}) => name},
      {title: 'Reason', weight: 1, cell: ({reason}) => reason},
    ]),
  );
}

function determinationSection(determination: ReportedDetermination | undefined, time: FormatTime): Block[] {
  if (!determination) return [];
  const {rating, rationale, decidedAt, outcome} = determination;
  return section(
    'Determination',
    ...facts(['Care', rating], ['Decided', decidedAt === undefined ? undefined : time(decidedAt)]),
    ...subsection('Rationale', ...prose(rationale)),
    ...subsection('Outcome for the patient, recorded apart from care', ...prose(outcome)),
  );
}

function historySection({history = []}: CaseReportInput, time: FormatTime): Block[] {
  return section(
    'History',
    ...table('Steps of this review', history, [
      {title: 'When', weight: 3, cell: ({at}) => time(at)},
      {title: 'What', weight: 6, cell: ({what}) => what},
      {title: 'Who', weight: 3, cell: ({who}) => who},
    ]),
  );
}

function one<Value>(value: Value | undefined): Value[] {
  return value === undefined ? [] : [value];
}
