import {
  parsePublishedCheckpoint,
  parsePublishedCosignature,
  parsePublishedStatement,
  publishedFile,
} from './published-line';

const at = '2026-03-02T08:00:00.000Z';

describe('a line of the log of exported checkpoints', () => {
  it('is read as written', () => {
    const line = {at, note: 'a\n\n— b c\n'};
    expect(parsePublishedCheckpoint(JSON.stringify(line))).toEqual(line);
  });

  it.each(['', 'null', '1', '{', '{}', '{"note":"a"}', `{"at":"${at}"}`, `{"at":"${at}","note":4}`])(
    'is not: %s',
    (line) => {
      expect(parsePublishedCheckpoint(line)).toBeNull();
    },
  );

  it('may tell of a cosignature', () => {
    const line = {at, size: 4, cosignature: '— w c\n'};
    expect(parsePublishedCosignature(JSON.stringify(line))).toEqual(line);
    for (const part of ['at', 'size', 'cosignature'])
      expect(parsePublishedCosignature(JSON.stringify({...line, [part]: null}))).toBeNull();
  });

  it('may tell what is destroyed', () => {
    expect(parsePublishedStatement(JSON.stringify({at, statement: 'a note'}))).toBe('a note');
    for (const line of ['{', `{"at":"${at}"}`, '{"statement":"a note"}'])
      expect(parsePublishedStatement(line)).toBeNull();
  });

  it('goes to the file of its month', () => {
    expect(publishedFile(new Date(at))).toBe('2026-03.ndjson');
  });
});
