import {readFileSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {caseReport} from './case-report';
import type {AgreementNote, CaseReportInput} from './case-report-input';
import {checkDocumentModel} from './check-document-model';
import type {Block, DocumentModel} from './document-model';

const required = {
  title: 'Case review report',
  exportId: 'e1',
  createdAt: new Date('2026-11-22T10:15:00Z'),
  organisation: 'Hospital',
  committee: 'Quality Committee',
  reference: 'PR-2026-0001',
  privilegeText: 'Confidential peer review material.',
} as const satisfies CaseReportInput;

const optional = {
  watermark: 'Dr A. Chair · 22 Nov 2026 10:15 · copy 3',
  timeZone: 'Europe/Dublin',
  case: {
    programme: '§programme',
    state: '§state',
    openedAt: '2026-10-01',
    closedAt: '2026-11-20T12:00:00Z',
    caseClass: '§class',
    source: '§source',
    trigger: '§trigger',
    eventDate: '2026-09-28',
    department: '§department',
  },
  basis: {committee: '§committee', purpose: '§purpose', privilegeBasis: '§basis'},
  patientReference: '§patient',
  focusPhysician: {name: '§physician', specialty: '§specialty'},
  referral: {narrative: '§narrative', details: [{label: '§label', text: '§detail'}]},
  physicianInput: [{at: '2026-10-12T09:00:00Z', text: '§account'}, {text: '§addition'}],
  chart: {
    counts: [{label: '§kind', count: 3}],
    timeline: [{at: '2026-09-28', what: '§event', detail: '§finding'}],
  },
  reviews: [
    {
      label: 'Reviewer A',
      lockedAt: '2026-10-20T13:00:00Z',
      axes: [
        {title: '§harm', answer: '§temporary', about: 'outcome'},
        {title: '§timeliness', answer: '§appropriate', comment: '§comment'},
      ],
    },
    {label: 'Reviewer B', axes: [{title: '§timeliness', answer: '§appropriate', about: 'care'}]},
  ],
  agreement: {kind: 'notEstimable', reviews: 2},
  panel: {
    date: '2026-11-10',
    quorum: {present: 6, required: 5},
    attendance: [{name: '§chair', role: '§role'}],
    recusals: [{name: '§recused', reason: '§reason'}],
  },
  finding: {at: '2026-11-09', finding: '§finding', basis: '§basis', obstacles: '§obstacle'},
  conferenceCase: {title: '§told', text: '§anonymised'},
  determination: {
    rating: '§rating',
    rationale: '§rationale',
    decidedAt: '2026-11-10',
    outcome: '§outcome',
  },
  learning: [
    {level: 'individual', text: '§person'},
    {level: 'group', text: '§ward'},
    {level: 'system', text: '§hospital'},
  ],
  actions: [
    {title: '§loose'},
    {level: 'individual', title: '§teach', owner: '§owner', due: '2027-01-15', state: '§open'},
    {level: 'system', title: '§rebuild'},
  ],
  feedbackLetter: {at: '2026-11-15', text: '§letter'},
  physicianResponse: {at: '2026-11-18', text: '§response'},
  history: [{at: '2026-10-01T08:00:00Z', what: '§step', who: '§actor'}],
} as const satisfies Partial<CaseReportInput>;

const full: CaseReportInput = {...required, ...optional};

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return [block.text];
    case 'keyValues':
      return block.pairs.flatMap(({label, value}) => [label, value]);
    case 'table':
      return [block.caption, ...block.columns.map(({title}) => title), ...block.rows.flat()];
    case 'list':
      return block.items;
    case 'notice':
      return [block.title, block.text];
    case 'pageBreak':
      return [];
  }
}

const said = (model: DocumentModel): string => model.blocks.flatMap(textsOf).join('\n');
const headings = (model: DocumentModel): string[] =>
  model.blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []));

function leaves(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('§') ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

describe('caseReport', () => {
  it('says everything the input holds, in a model that prints', () => {
    const model = caseReport(full);
    checkDocumentModel(model);
    const text = said(model);
    expect(leaves(full).filter((leaf) => !text.includes(leaf))).toEqual([]);
    expect(model).toMatchObject({
      title: 'Case review report',
      watermark: optional.watermark,
      privilege: {text: required.privilegeText},
      header: {organisation: 'Hospital', committee: 'Quality Committee', reference: 'PR-2026-0001'},
    });
  });

  it('gives each export a subject of its own', () => {
    const [first, second] = ['e1', 'e2'].map((exportId) => caseReport({...required, exportId}).subject);
    expect(first).not.toBe(second);
  });

  it('leaves no heading and no word of a part that the reader may not see', () => {
    expect(said(caseReport(required))).toBe('Case\nReference\nPR-2026-0001');
  });

  it('shows of any part only that part, whichever others are hidden', () => {
    const keys = Object.keys(optional) as (keyof typeof optional)[];
    const whole = said(caseReport(full)).split('\n');
    fc.assert(
      fc.property(fc.subarray(keys), (shown) => {
        const input = {...required, ...Object.fromEntries(shown.map((key) => [key, optional[key]]))};
        const text = said(caseReport({...input, timeZone: optional.timeZone}));
        const hidden = keys.filter((key) => !shown.includes(key)).flatMap((key) => leaves(optional[key]));
        const visible = new Set(shown.flatMap((key) => leaves(optional[key])));
        expect(hidden.filter((leaf) => !visible.has(leaf) && text.includes(leaf))).toEqual([]);
        expect(text.split('\n').filter((line) => !whole.includes(line))).toEqual([]);
      }),
    );
  });

  it('treats an empty part like an absent one', () => {
    const model = caseReport({
      ...required,
      case: {},
      basis: {},
      referral: {},
      physicianInput: [{at: '2026-10-12', text: ' '}],
      chart: {counts: [], timeline: []},
      reviews: [{label: 'Reviewer A', axes: []}],
      panel: {},
      learning: [],
      actions: [],
      history: [],
    });
    expect(headings(model)).toEqual(['Case']);
  });

  it('leaves out a column that no row fills', () => {
    const text = said(caseReport({...required, history: [{at: '2026-10-01', what: 'Opened'}]}));
    expect(text).not.toContain('Who');
  });

  it('names what the system can learn before groups, and groups before individuals', () => {
    const text = said(caseReport(full));
    const order = ['§hospital', '§ward', '§person', '§rebuild', '§teach', '§loose'];
    const places = order.map((each) => text.indexOf(each));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('keeps outcome out of the table of care', () => {
    const tables = caseReport(full).blocks.filter((block) => block.kind === 'table');
    const care = tables.filter(({caption}) => caption === 'Care').map((table) => textsOf(table).join(' '));
    expect(care.join(' ')).toContain('§timeliness');
    expect(care.join(' ')).not.toContain('§harm');
    expect(headings(caseReport(full))).toContain('Outcome for the patient, recorded apart from care');
  });

  it.each<[AgreementNote, string]>([
    [{kind: 'estimated', statistic: 'Gwet AC2', value: 0.412, reviews: 12}, 'Gwet AC2: 0.41'],
    [
      {kind: 'estimated', statistic: 'Gwet AC2', value: 0.4, interval: [0.2, 0.61], reviews: 12},
      'Gwet AC2: 0.40 (95% interval 0.20 to 0.61)',
    ],
    [{kind: 'notEstimable', reviews: 3}, 'Not estimable'],
    [{kind: 'tooFewReviews', reviews: 1, needed: 12}, 'Too few reviews'],
  ])('states agreement or why there is none: %j', (agreement, title) => {
    const notices = caseReport({...required, agreement}).blocks.filter(({kind}) => kind === 'notice');
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatchObject({title});
    const count =
      agreement.reviews === 1 ? '1 independent review,' : `${agreement.reviews} independent reviews`;
    expect(said(caseReport({...required, agreement}))).toContain(count);
  });

  it('prints what was decided without a date or an outcome when these are absent', () => {
    const model = caseReport({
      ...required,
      determination: {rating: 'Appropriate'},
      focusPhysician: {name: 'Dr F'},
    });
    expect(headings(model)).toEqual(['Case', 'Determination']);
    expect(said(model)).toContain('Dr F');
  });
});

describe('the words of the report itself', () => {
  const punitive =
    /\b(errors? (by|of)|faults?|faulty|guilt\w*|offen[cd]\w*|blame\w*|culprit|negligen\w*|incompeten\w*|misconduct|punish\w*|disciplin\w*|substandard|wrongdo\w*|failed to|failure of|accus\w*|perpetrator|mistakes?|violat\w*|deficien\w*|suspect|verdict|sentence)\b/iu;

  it('are never punitive, in any text the report adds', () => {
    const agreements: AgreementNote[] = [
      {kind: 'estimated', statistic: 'S', value: 1, interval: [0, 1], reviews: 12},
      {kind: 'notEstimable', reviews: 2},
      {kind: 'tooFewReviews', reviews: 1, needed: 12},
    ];
    const texts = agreements.map((agreement) => said(caseReport({...full, agreement})));
    expect(texts.join('\n').match(punitive)).toBeNull();
  });

  it('are never punitive, in any literal of the sources', () => {
    const sources = readdirSync(__dirname).filter((name) => /^case-report.*(?<!\.spec)\.ts$/u.test(name));
    expect(sources.length).toBeGreaterThan(3);
    for (const name of sources) {
      const literals =
        readFileSync(join(__dirname, name), 'utf8').match(/'[^'\n]*'|"[^"\n]*"|`[^`]*`/gu) ?? [];
      expect(literals.filter((literal) => punitive.test(literal))).toEqual([]);
    }
  });
});
