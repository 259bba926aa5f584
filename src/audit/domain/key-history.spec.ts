import fc from 'fast-check';
import {originOf, signCheckpoint} from './checkpoint';
import {KEY_ROTATED, KeyHandover, followKeys, keyChangeOf, openByHistory, signersOf} from './key-history';
import {EMPTY_ROOT} from './merkle';
import {NoteSigner, noteSigner} from './signed-note';

const origin = originOf('4711');
const key = (byte: number): NoteSigner => noteSigner(origin, Buffer.alloc(32, byte));
const [one, two, three] = [key(1), key(2), key(3)];
const note = (size: number, ...signers: NoteSigner[]): string =>
  signCheckpoint({origin, size, root: EMPTY_ROOT}, ...signers);

/** The keys change at leaves 10 and 20; checkpoints of 12 and 25 entries were the next. */
const handovers: KeyHandover[] = [
  {change: {index: 10, verifier: two.text, previous: one.text}, note: note(12, one, two)},
  {change: {index: 20, verifier: three.text, previous: two.text}, note: note(25, two, three)},
];

const followed = (trusted = one, all: readonly KeyHandover[] = handovers) => followKeys(trusted, all);

describe('the keys of a log', () => {
  it.each([
    ['first', one],
    ['second', two],
    ['last', three],
  ])('are followed from the %s one', (_, trusted) => {
    const {fault, keys} = {keys: [], ...followed(trusted)};
    expect(fault).toBeNull();
    expect(keys.map(({verifier, from}) => [verifier.text, from])).toEqual([
      [one.text, 0],
      [two.text, 11],
      [three.text, 21],
    ]);
  });

  it('may be one alone', () => {
    expect(followed(one, [])).toMatchObject({fault: null, keys: [{from: 0}]});
  });

  it('may change twice before the next checkpoint, which all three sign', () => {
    const both = note(25, one, two, three);
    expect(
      followed(
        one,
        handovers.map(({change}) => ({change, note: both})),
      ).fault,
    ).toBeNull();
  });

  it("are not followed from a key that was never this log's", () => {
    expect(followed(key(9))).toEqual({fault: 'unknown_key', index: null});
    expect(followed(key(9), [])).toMatchObject({fault: null});
  });

  it('are not followed where the key before did not vouch for the next', () => {
    const [first, second] = handovers as [KeyHandover, KeyHandover];
    for (const forged of [note(12, two), note(12, one), note(10, one, two), note(12, one, three), 'no note'])
      expect(followed(one, [{...first, note: forged}, second])).toEqual({
        fault: 'not_handed_over',
        index: 10,
      });
    // Whoever trusts a later key does not need the earlier handover.
    expect(followed(two, [{...first, note: note(12, two)}, second]).fault).toBeNull();
  });

  it('form one line', () => {
    const [first, second] = handovers as [KeyHandover, KeyHandover];
    const skipping = {...second, change: {...second.change, previous: one.text}};
    expect(followed(one, [first, skipping])).toEqual({fault: 'unlinked', index: 20});
    const backwards = {...second, change: {...second.change, index: 10}};
    expect(followed(one, [first, backwards])).toEqual({fault: 'unlinked', index: 10});
    const foreign = noteSigner('other', Buffer.alloc(32, 2)).text;
    for (const verifier of [foreign, 'none'])
      expect(followed(one, [{...first, change: {...first.change, verifier}}])).toEqual({
        fault: 'malformed',
        index: 10,
      });
  });

  it('open checkpoints of their own time alone: a retired key signs nothing any more', () => {
    const result = followed();
    const keys = result.fault === null ? result.keys : [];
    const table = [
      [5, one, null],
      [10, one, null],
      [11, one, 'unknown_key'],
      [11, two, null],
      [20, two, null],
      [21, two, 'unknown_key'],
      [99, three, null],
      [99, one, 'unknown_key'],
    ] as const;
    for (const [size, signer, fault] of table)
      expect([size, openByHistory(note(size, signer), keys).fault]).toEqual([size, fault]);
    expect(openByHistory('nothing', keys).fault).toBe('malformed');
    expect(openByHistory(note(1, one), []).fault).toBe('malformed');
    expect(openByHistory(note(0, one), keys.slice(1)).fault).toBe('unknown_key');
  });

  it('are named by events', () => {
    const event = {
      type: KEY_ROTATED,
      action: 'U',
      outcome: '0',
      who: 'system',
      as: [],
      on: null,
      details: {verifier: 'b', previous: 'a'},
    } as const;
    expect(keyChangeOf(event, 7)).toEqual({index: 7, verifier: 'b', previous: 'a'});
    expect(keyChangeOf({...event, type: 'other'}, 7)).toBeNull();
    expect(keyChangeOf({...event, details: {verifier: 'b'}}, 7)).toBeNull();
    expect(keyChangeOf({...event, details: {previous: 'b'}}, 7)).toBeNull();
  });

  it('sign so that whoever trusts the first can follow, however checkpoints and changes fall', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({min: 1, max: 60}), {minLength: 1, maxLength: 20}),
        fc.uniqueArray(fc.integer({min: 0, max: 59}), {maxLength: 5}),
        (someSizes, someIndexes) => {
          const sizes = someSizes.sort((left, right) => left - right);
          const last = sizes.at(-1) ?? 0;
          const indexes = someIndexes.sort((left, right) => left - right).filter((index) => index < last);
          const keys = [0, ...indexes].map((_, at) => ({
            from: at === 0 ? 0 : (indexes[at - 1] ?? 0) + 1,
            signer: key(at + 1),
          }));
          const notes = sizes.map((to, at) => {
            const known = keys.map(({from, signer}) => ({signer, from: from <= to ? from : null}));
            const signers = signersOf(known, {from: sizes[at - 1] ?? 0, to}).map(({signer}) => signer);
            return note(to, ...signers);
          });
          const changes = indexes.map((index, at) => ({
            change: {
              index,
              verifier: keys[at + 1]?.signer.text ?? '',
              previous: keys[at]?.signer.text ?? '',
            },
            note: notes[sizes.findIndex((size) => size > index)] ?? '',
          }));
          const result = followKeys(key(1), changes);
          return (
            result.fault === null && notes.every((each) => openByHistory(each, result.keys).fault === null)
          );
        },
      ),
    );
  });
});
