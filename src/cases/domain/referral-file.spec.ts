import {namesIn, parseReferrals} from './referral-file';
import {MOST_ROWS, cellWords, referralColumns} from './referral-columns';

const form = {
  type: 'object',
  additionalProperties: false,
  required: ['class', 'eventDate', 'focusPhysician', 'narrative'],
  properties: {
    class: {
      title: 'Kind',
      oneOf: [
        {const: 'case', title: 'A single case'},
        {const: 'rate', title: 'A rate'},
      ],
      default: 'case',
    },
    eventDate: {title: 'Date of the event', type: 'string', format: 'date'},
    seenAt: {title: 'Seen at', type: 'string', format: 'date-time'},
    focusPhysician: {title: 'Physician', type: 'string', 'x-choices': 'physicians'},
    furtherPhysicians: {
      type: 'array',
      maxItems: 2,
      uniqueItems: true,
      items: {type: 'string', 'x-choices': 'physicians'},
    },
    beds: {title: 'Beds', type: 'integer', maximum: 9, default: 1},
    told: {title: 'Was told', type: 'boolean'},
    place: {title: 'Place', type: 'object', properties: {}},
    narrative: {title: 'What happened', type: 'string', maxLength: 40},
  },
};

const choices = new Map([
  [
    'physicians',
    [
      {const: 'p1', title: 'Dr Ada Vale, Surgery'},
      {const: 'p2', title: 'Dr Ben Roe'},
      {const: 'p3', title: 'Dr Ben Roe, Surgery'},
    ],
  ],
]);
const people = new Map([
  ['ada@x.test', ['p1']],
  ['dr ada vale', ['p1']],
  ['dr ben roe', ['p2', 'p3']],
  ['clerk@x.test', ['p9']],
]);

const read = (...lines: string[]): ReturnType<typeof parseReferrals> =>
  parseReferrals({form, csv: lines.join('\n')}, {choices, people});

describe('a list of referrals', () => {
  it('has the columns of the form, by their names or titles, its people by address or name', () => {
    const {lines, faults, columns} = read(
      'date of the event,focusPhysician,furtherPhysicians,class,beds,told,narrative',
      '2026-03-01,ADA@x.test,,,,yes,Fell',
      '2026-03-02,Dr Ben Roe, Dr Ada Vale | p3 ,a RATE,3,no,"Two',
      'lines"',
      '2026-03-03,Dr Ben Roe,,rate,,,=1+1',
    );
    expect(faults).toEqual([
      {line: 3, column: 'focusPhysician', detail: 'is the name of several: write the e-mail address'},
      {line: 5, column: 'focusPhysician', detail: 'is the name of several: write the e-mail address'},
    ]);
    expect(columns.map(({name}) => name)).toEqual([
      'class',
      'eventDate',
      'focusPhysician',
      'furtherPhysicians',
      'beds',
      'told',
      'narrative',
    ]);
    expect(lines.map(({data}) => data)).toEqual([
      {class: 'case', eventDate: '2026-03-01', focusPhysician: 'p1', beds: 1, told: true, narrative: 'Fell'},
      {
        class: 'rate',
        eventDate: '2026-03-02',
        furtherPhysicians: ['p1', 'p3'],
        beds: 3,
        told: false,
        narrative: 'Two\nlines',
      },
      {class: 'rate', eventDate: '2026-03-03', beds: 1, narrative: '=1+1'},
    ]);
    expect(Object.fromEntries(lines[1]?.words ?? [])).toEqual({
      class: 'A rate',
      eventDate: '2026-03-02',
      furtherPhysicians: 'Dr Ada Vale, Surgery, Dr Ben Roe, Surgery',
      beds: '3',
      told: 'no',
      narrative: 'Two\nlines',
    });
    expect(lines[0]?.words.get('class')).toBe('A single case');
  });

  it('tells all faults at once, each with its line, its column and what would mend it', () => {
    const {faults} = read(
      'eventDate,seenAt,focusPhysician,furtherPhysicians,class,beds,told,narrative',
      '31/03/2026,noon,Dr Nobody,p1|Nemo,death,many,perhaps,',
      '2026-03-31,,clerk@x.test,p1|p1,,10,,Far more than the forty letters that there is room for',
      '2026-04-01,,p1,,,,,Same',
      '2026-04-01,,ada@x.test,,case,1,,Same',
    );
    const nobody =
      'is nobody who can be chosen: write the e-mail address, or the name as the directory has it';
    expect(faults).toEqual([
      {line: 2, column: 'class', detail: 'must be one of case (A single case), rate (A rate)'},
      {line: 2, column: 'focusPhysician', detail: nobody},
      {line: 2, column: 'furtherPhysicians', detail: nobody},
      {line: 2, column: 'beds', detail: 'must be a number such as 12'},
      {line: 2, column: 'told', detail: 'must be yes or no'},
      {line: 2, column: 'narrative', detail: 'must not be empty'},
      {line: 2, column: 'eventDate', detail: 'must be a date such as 2026-03-31'},
      {line: 2, column: 'seenAt', detail: 'must be a time such as 2026-03-31T14:30:00Z'},
      {line: 3, column: 'focusPhysician', detail: nobody},
      {
        line: 3,
        column: 'furtherPhysicians',
        detail: expect.stringContaining('NOT have duplicate items') as string,
      },
      {line: 3, column: 'beds', detail: 'must be <= 9'},
      {line: 3, column: 'narrative', detail: 'must NOT have more than 40 characters'},
      {line: 5, column: null, detail: 'says the same as line 4'},
    ]);
  });

  it('says which columns are missing and which are none', () => {
    expect(read('eventDate,place,focusPhysician', '2026-03-01,,p1').faults).toEqual([
      {line: 1, column: 'narrative', detail: 'the column is missing'},
      {
        line: 1,
        column: 'place',
        detail:
          'is no column; known are class, eventDate, seenAt, focusPhysician, furtherPhysicians, beds, told, narrative',
      },
    ]);
  });

  it('is neither empty nor endless', () => {
    const header = 'eventDate,focusPhysician,narrative';
    expect(read(header).faults).toEqual([{line: 1, column: null, detail: 'has no row below its header'}]);
    const rows = Array.from({length: MOST_ROWS + 1}, (_, index) => `2026-03-01,p1,${index}`);
    expect(read(header, ...rows).faults).toEqual([
      {line: 1, column: null, detail: 'at most 500 referrals at once'},
    ]);
  });

  it('names people in the columns of people alone, each once', () => {
    const csv =
      'focusPhysician,furtherPhysicians,eventDate,narrative\nADA@x.test,Ben|ada@x.test,2026-03-01,Eve';
    expect(namesIn({form, csv})).toEqual(['ada@x.test', 'ben|ada@x.test', 'ben']);
    expect(namesIn({form: {}, csv})).toEqual([]);
  });

  it('says of each column whether it is needed, and what a cell is to hold', () => {
    expect(
      referralColumns(form).map(({name, required, field}) => [name, required, cellWords(field)]),
    ).toEqual([
      ['class', false, 'one of case (A single case), rate (A rate)'],
      ['eventDate', true, 'a date such as 2026-03-31'],
      ['seenAt', false, 'a time such as 2026-03-31T14:30:00Z'],
      ['focusPhysician', true, 'an e-mail address, or a name as the directory has it'],
      [
        'furtherPhysicians',
        false,
        'an e-mail address, or a name as the directory has it; several with | between them',
      ],
      ['beds', false, 'a number such as 12'],
      ['told', false, 'yes or no'],
      ['narrative', true, 'text of at most 40 letters'],
    ]);
    expect(cellWords({})).toBe('text');
  });
});
