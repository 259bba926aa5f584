import {csvLine} from './csv';
import {EventItem} from './event-item';
import {eventReport} from './event-report';
import {ExportHead, eventLine, firstLines, watermark} from './export-lines';

const head: ExportHead = {
  number: 'EXP-2026-0001',
  madeBy: '=Marcus Feld',
  madeAt: '2026-03-02T08:00:00.000Z',
  privilege: 'Privileged.',
  filters: {kinds: ['read']},
  checkpoint: 'note',
};

const item = (fields: Partial<EventItem> = {}): EventItem => ({
  leaf: 3,
  stream: 'case/x',
  number: 1,
  at: '2026-03-02T08:00:00.000Z',
  kind: 'read',
  hash: 'a'.repeat(64),
  previous: 'b'.repeat(64),
  cases: ['x'],
  event: {
    type: 'caseOpened',
    action: 'R',
    outcome: '0',
    who: {id: 'p', name: '+Some "Body"'},
    real: 'os:=clerk',
    as: ['chair'],
    on: 'x',
    why: 'HQUALIMP',
    where: {via: 'http', address: '::1', session: null},
    details: {shown: ['chart'], code: '@cmd'},
  },
  ...fields,
});

describe('a line of CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+1', "'+1"],
    ['-1', "'-1"],
    ['@sum', "'@sum"],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['\tx', "'\tx"],
    ['\rx', '"\'\rx"'],
    ['  =1', "'  =1"],
    ['a,"b"', '"a,""b"""'],
    ['plain-text', 'plain-text'],
  ])('keeps %j from being run and from breaking the line', (cell, written) => {
    expect(csvLine([cell])).toBe(`${written}\r\n`);
  });

  it('has nothing for nothing and numbers as they are', () => {
    expect(csvLine([null, -5, ''])).toBe(',-5,\r\n');
  });
});

describe('an export of the log', () => {
  it('carries number, holder, time and privilege text on each line of CSV', () => {
    const line = eventLine.csv(item(), head);
    expect(line).toContain(watermark(head));
    expect(line).toContain('Privileged.');
    expect(line).toContain(`"'+Some ""Body""",os:=clerk,chair`);
    expect(firstLines.csv(head).split(',')).toHaveLength(23);
    expect(eventLine.csv(item({event: null}), head)).toContain('3,2026-03-02T08:00:00.000Z,read,,,,,,,,,x,,');
  });

  it('says in NDJSON first what it is, then one event a line', () => {
    expect(JSON.parse(firstLines.ndjson(head))).toEqual({v: 1, ...head, watermark: watermark(head)});
    expect(JSON.parse(eventLine.ndjson(item(), head))).toEqual({export: head.number, ...item()});
  });

  it('is a document with the same on every page', () => {
    const masked = item();
    const report = eventReport(
      head,
      [
        item(),
        item({event: null}),
        {
          ...masked,
          event: masked.event && {
            ...{...masked.event, who: null, real: null, details: {}},
            where: {via: 'system', address: null, session: null},
          },
        },
      ],
      'Test Hospital',
    );
    expect(report).toMatchObject({watermark: watermark(head), privilege: {text: 'Privileged.'}});
    const table = report.blocks.find(({kind}) => kind === 'table');
    expect(table).toMatchObject({
      rows: [
        [
          ...['2026-03-02 08:00:00', 'caseOpened (read, 0)', '+Some "Body" (os:=clerk)', 'http ::1 HQUALIMP'],
          ...['x', 'chart', `3  ${'a'.repeat(16)}`],
        ],
        [expect.any(String), 'disposed of (read)', '()', '', 'x', '', expect.any(String)],
        [expect.any(String), expect.any(String), '(chair)', 'system HQUALIMP', 'x', '', expect.any(String)],
      ],
    });
    const whole = eventReport({...head, filters: {}, checkpoint: null}, [], 'Test Hospital');
    expect(whole.blocks.map(({kind}) => kind)).toEqual(['heading', 'paragraph', 'heading', 'table']);
  });
});
