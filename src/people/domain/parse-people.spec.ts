import {MOST_ROWS, parsePeople} from './parse-people';

const file = (...lines: string[]): string => lines.join('\r\n');

describe('a list of people', () => {
  it('is read with its columns in any order, quoted cells and blanks around them', () => {
    const text = file(
      'Name, email ,Physician',
      '"Dr. Ada ""Q"", Surgery", ADA@x.test ,yes',
      '',
      'Bob,bob@x.test,no',
    );
    expect(parsePeople(text)).toEqual({
      faults: [],
      people: [
        expect.objectContaining({
          line: 2,
          email: 'ada@x.test',
          displayName: 'Dr. Ada "Q", Surgery',
          physician: true,
          npi: undefined,
          active: undefined,
        }),
        expect.objectContaining({line: 4, email: 'bob@x.test', physician: false}),
      ],
    });
  });

  it('is read with semicolons and a byte order mark, as spreadsheets save it', () => {
    const {people, faults} = parsePeople(
      file('\ufeffemail;name;npi;active', 'a@x.test;Ada, MD;1234567893;no'),
    );
    expect(faults).toEqual([]);
    expect(people).toEqual([
      expect.objectContaining({
        displayName: 'Ada, MD',
        npi: '1234567893',
        active: false,
        specialty: undefined,
      }),
    ]);
  });

  it('empties what an empty cell says, and leaves the access as it is', () => {
    const {people} = parsePeople(file('email,name,npi,specialty,active', 'a@x.test,Ada,,,'));
    expect(people).toEqual([expect.objectContaining({npi: null, specialty: null, active: undefined})]);
  });

  it('tells all faults at once, each with line and column', () => {
    const text = file(
      'email,name,npi,physician',
      'nobody,Ada,12,perhaps',
      'a@x.test,,,',
      'b@x.test,Bea,,',
      'B@x.test,Bea again,,',
    );
    expect(parsePeople(text).faults).toEqual([
      {line: 2, column: 'physician', detail: 'must be yes or no'},
      {line: 2, column: 'email', detail: 'must be an e-mail address'},
      {line: 2, column: 'npi', detail: 'must have ten digits'},
      {line: 3, column: 'name', detail: 'must not be empty'},
      {line: 5, column: 'email', detail: 'stands in line 4 already'},
    ]);
  });

  it.each([
    ['', ['the column is missing', 'the column is missing']],
    ['email', ['the column is missing']],
    [
      'email,name,role',
      ['is no column; known are email, name, npi, specialty, department, physician, active'],
    ],
    ['email,name,name', ['stands there twice']],
  ])('refuses the header %j', (header, details) => {
    expect(parsePeople(header).faults.map(({detail}) => detail)).toEqual(details);
  });

  it.each(['email,name\r\n"a@x.test,Ada', 'email,name\r\na@x.test', 'email,name\r\na,b,c'])(
    'says what is wrong with a text that is no CSV: %j',
    (text) => {
      expect(parsePeople(text)).toEqual({
        people: [],
        faults: [expect.objectContaining({line: 1, column: null})],
      });
    },
  );

  it('refuses more than it takes at once', () => {
    const rows = Array.from({length: MOST_ROWS + 1}, (_, index) => `p${index}@x.test,P`);
    expect(parsePeople(file('email,name', ...rows)).faults).toEqual([
      {line: 1, column: null, detail: 'at most 5000 people at once'},
    ]);
  });
});
