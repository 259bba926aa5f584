import {createHash} from 'node:crypto';
import {LogEntry, GENESIS, commit, entryBytes, entryHash} from '../../src/audit/domain/entry';
import type {WrittenLeaf} from './log-folder-writer';
import {seeded} from './random';

const known = new Map<string, string>();

/** An id that follows from a text. */
function idOf(text: string): string {
  const id = known.get(text) ?? madeFrom(text);
  known.set(text, id);
  return id;
}

const madeFrom = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
};

export interface Invented {
  readonly organisation: string;
  readonly events: number;
  readonly streams: number;
  readonly seed?: number;
}

/** Events in many streams that a log could have taken, made without a database. */
export function* inventedLeaves({
  organisation,
  events,
  streams,
  seed = 1,
}: Invented): Generator<WrittenLeaf & {readonly item: LogEntry}> {
  const pick = seeded(seed);
  const heads = new Map<number, {number: number; hash: Buffer}>();
  for (let index = 0; index < events; index += 1) {
    const which = pick(streams);
    const head = heads.get(which) ?? {number: 0, hash: GENESIS};
    const kind = which % 3 === 0 ? 'read' : 'change';
    const stream = which === 0 ? 'org' : `${which % 3 === 0 ? 'case-access' : 'case'}/${idOf(`${which}`)}`;
    const event =
      `{"action":"U","as":["coordinator"],"details":{"action":"hold","from":"open.screening","to":"open.onHold"},` +
      `"on":"${idOf(`${which}`)}","outcome":"0","real":null,"type":"action","v":1,"where":{"address":null,"session":null,"via":"http"},` +
      `"who":"${idOf(`person ${which % 40}`)}","why":"HQUALIMP"}`;
    const salt = createHash('sha256').update(`salt ${seed} ${index}`).digest();
    const item: LogEntry = {
      organisation,
      stream,
      number: head.number + 1,
      previous: head.hash,
      kind,
      at: new Date(1_750_000_000_000 + index * 1000),
      commitment: commit(salt, event),
    };
    heads.set(which, {number: item.number, hash: entryHash(item)});
    yield {item, entry: entryBytes(item), payload: `${salt.toString('hex')} ${event}`};
  }
}
