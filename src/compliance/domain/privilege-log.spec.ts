import {describeKind, privilegeLogCsv, privilegeLogDocument, rolesInWords} from './privilege-log';

const head = {
  number: 'EXP-2026-0002',
  madeBy: 'Marcus Feld',
  madeAt: '2026-11-22T10:15:00.000Z',
  privilege: 'Privileged.',
  filters: {},
  checkpoint: null,
};
const entry = {
  entry: 'PRD-2026-0001.1',
  date: '2026-03-02T08:00:00.000Z',
  documentType: 'Review',
  author: 'reviewer',
  recipients: ['committee', 'office'],
  subject: 'A reviewer’s assessment',
  basis: '=Tex. Occ. Code 160.007',
  caseNumber: 'PR-2026-0001',
};
const production = {
  organisation: 'Test Hospital',
  number: 'PRD-2026-0001',
  requester: 'District Court',
  authority: 'Subpoena 12',
  receivedOn: '2026-11-01',
  files: [],
};

describe('a privilege log', () => {
  it('says of each record its kind, date, roles and basis, on lines that no spreadsheet runs', () => {
    const [columns, line] = privilegeLogCsv(head, [entry]).split('\r\n');
    expect(columns).toContain('entry,date,document_type,author_role,recipient_roles,subject,privilege_basis');
    expect(line).toBe(
      'PRD-2026-0001.1,2026-03-02,Review,reviewer,committee; office,A reviewer’s assessment,' +
        "'=Tex. Occ. Code 160.007,withheld in full,PR-2026-0001," +
        'EXP-2026-0002 · Marcus Feld · 2026-11-22T10:15:00.000Z,Privileged.',
    );
  });

  it('is printed with who asked, what was produced and what was withheld', () => {
    const files = [{export: 'EXP-2026-0001', description: 'Extract', sha256: 'ab'.repeat(32)}];
    const printed = JSON.stringify(privilegeLogDocument(head, {...production, files}, [entry]));
    for (const text of ['District Court', 'Subpoena 12', 'ab'.repeat(32), entry.basis, 'Privileged.'])
      expect(printed).toContain(text);
    const none = [{export: null, description: 'On paper', sha256: '0'.repeat(64)}];
    expect(JSON.stringify(privilegeLogDocument(head, {...production, files: none}, []))).toContain(
      'On paper',
    );
    expect(JSON.stringify(privilegeLogDocument(head, production, []))).toContain('Nothing was produced.');
  });

  it('describes a record by its kind alone, and people by their roles', () => {
    expect(describeKind('review')).toMatchObject({author: 'reviewer'});
    expect(describeKind('something new')).toMatchObject({subject: 'Working record of the review'});
    expect(rolesInWords(['chair', 'member', 'lockedReviewer', 'conflicted'])).toEqual([
      'committee',
      'reviewer',
    ]);
  });
});
