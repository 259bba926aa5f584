import {readTable, yesOrNo} from './read-table';

const shape = {
  headings: new Map([
    ['who', 'who'],
    ['whose care', 'who'],
    ['what', 'what'],
  ]),
  required: ['who'],
  mostRows: 3,
  things: 'rows',
};

describe('a table', () => {
  it('says where each row begins, past empty lines and lines that a cell holds', () => {
    const text = 'who,what\r\na,"one\r\ntwo\r\nthree"\r\n\r\nb,"four\r\nfive"\r\nc,six\r\n';
    const {rows, faults} = readTable(text, shape);
    expect(faults).toEqual([]);
    expect(rows.map(({line, cells}) => [line, cells.get('who')])).toEqual([
      [2, 'a'],
      [6, 'b'],
      [8, 'c'],
    ]);
    expect(rows[0]?.cells.get('what')).toBe('one\ntwo\nthree');
  });

  it('knows a column by each of its headings, in whatever letters', () => {
    expect(readTable('Whose Care\na', shape).rows[0]?.cells.get('who')).toBe('a');
  });

  it('knows what stands between the cells, whatever a heading says within its quotes', () => {
    const headings = new Map([
      ['what, if anything', 'what'],
      ['who', 'who'],
    ]);
    const {rows, faults} = readTable('"What, if anything";Who\na, b;c', {...shape, headings});
    expect(faults).toEqual([]);
    expect([...(rows[0]?.cells ?? [])]).toEqual([
      ['what', 'a, b'],
      ['who', 'c'],
    ]);
  });

  it('says what a header lacks, has too much or twice, each column once among those known', () => {
    expect(readTable('what,why', shape).faults).toEqual([
      {line: 1, column: 'who', detail: 'the column is missing'},
      {line: 1, column: 'why', detail: 'is no column; known are who, what'},
    ]);
    expect(readTable('who,whose care', shape).faults).toEqual([
      {line: 1, column: 'whose care', detail: 'stands there twice'},
    ]);
  });

  it('has no more rows than it may have', () => {
    expect(readTable('who\na\nb\nc\nd', shape)).toEqual({
      rows: [],
      faults: [{line: 1, column: null, detail: 'at most 3 rows at once'}],
    });
  });

  it.each([
    ['Yes', true],
    ['x', true],
    ['NO', false],
    ['', false],
    ['perhaps', null],
  ])('reads %j as %j', (cell, said) => {
    expect(yesOrNo(cell)).toBe(said);
  });
});
