import {BUNDLE_FILES, checkpointIn, keyChangesIn, manifestOf} from '../domain/bundle-files';
import {checkpointBody} from '../domain/checkpoint';
import {FollowedKeys, KeyChange, KeyTerm, followKeys, openByHistory} from '../domain/key-history';
import {NoteVerifier, parseVerifier} from '../domain/signed-note';
import {Finding, firstOf} from '../domain/tampering';
import {keyChangesFinding} from './key-changes-finding';
import {KeptCheckpoints} from './kept-checkpoints';
import {LogFolder} from './log-folder';
import {ReadCheckpoint} from './read-checkpoint';
import {Verdict, Weighed, weigh} from './weigh';

/** What somebody kept elsewhere. */
export interface Keepsakes {
  /** The key that is trusted; without it the one that lies in the folder, which proves nothing by itself. */
  readonly key: NoteVerifier | null;
  /** Earlier checkpoints, as notes. */
  readonly checkpoints: readonly string[];
  /** Certificates of time-stamp authorities, DER: stamps in a database must lead up to one of them. */
  readonly authorities?: readonly Buffer[] | undefined;
}

/** Checks an export of a log, from its files alone: leaves, commitments, chains, tree, keys and checkpoints. */
export async function verifyBundle(directory: string, {key, checkpoints}: Keepsakes): Promise<Verdict> {
  const folder = new LogFolder(directory, {payloads: true});
  const own = verifierIn(folder.text(BUNDLE_FILES.key));
  const trusted = key ?? own;
  if (!trusted) {
    const detail = `${BUNDLE_FILES.key} is no verifier key: this is no export, or not all of one`;
    return {ok: false, size: 0, first: {index: 0, kind: 'altered', detail}};
  }
  const changes = keyChangesIn(folder.text(BUNDLE_FILES.keys) ?? '\n');
  const keys = keysFrom(trusted, changes ?? [], folder);
  const read = (note: string | null): ReadCheckpoint => readByHistory(note, keys);
  const kept = new KeptCheckpoints();
  let lastKept: string | null = null;
  for (const keptNote of notesIn(folder)) {
    kept.add(read(keptNote));
    lastKept = keptNote;
  }
  const note = folder.text(BUNDLE_FILES.checkpoint);
  const organisation = organisationOf(trusted);
  const weighed = await weigh({
    source: folder,
    checkpoint: read(note),
    kept,
    handed: checkpoints.map(read),
    organisation,
  });
  const {size} = weighed;
  const beside: (Finding | null)[] = [
    keysFinding(keys, changes, weighed),
    own?.text === (changes?.at(-1)?.verifier ?? trusted.text)
      ? null
      : besides(size, `${BUNDLE_FILES.key} is not the key that signs this log now`),
    note === lastKept
      ? null
      : besides(size, `${BUNDLE_FILES.checkpoints} does not end in the latest checkpoint`),
    manifestFinding(folder, organisation, weighed),
    strangerFinding(folder, size),
  ];
  const first = firstOf([weighed.first, ...beside]);
  return {ok: first === null, size, first};
}

const verifierIn = (text: string | null): NoteVerifier | null =>
  text?.endsWith('\n') ? parseVerifier(text.slice(0, -1)) : null;

const besides = (index: number, detail: string): Finding => ({index, kind: 'altered', detail});

const organisationOf = ({name}: NoteVerifier): string => name.replace(/^collegium\//, '');

/** A change of keys holds by the first checkpoint after it. */
function keysFrom(trusted: NoteVerifier, changes: readonly KeyChange[], folder: LogFolder): FollowedKeys {
  if (changes.length === 0) return followKeys(trusted, []);
  const first = new Map<KeyChange, string>();
  for (const note of notesIn(folder)) {
    const size = checkpointBody(note)?.size ?? -1;
    for (const change of changes) if (size > change.index && !first.has(change)) first.set(change, note);
    if (first.size === changes.length) break;
  }
  const handovers = changes.map((change) => ({change, note: first.get(change) ?? ''}));
  return followKeys(trusted, handovers);
}

function* notesIn(folder: LogFolder): Generator<string, void> {
  for (const line of folder.lines(BUNDLE_FILES.checkpoints)) yield checkpointIn(line);
}

function readByHistory(note: string | null, followed: FollowedKeys): ReadCheckpoint {
  if (note === null) return {fault: 'absent', claim: null};
  const keys: readonly KeyTerm[] = followed.fault === null ? followed.keys : [];
  if (keys.length === 0) return {fault: 'unknown_key', claim: checkpointBody(note)};
  const {fault, checkpoint} = openByHistory(note, keys);
  return {fault, claim: checkpoint ?? checkpointBody(note)};
}

/** The keys must be those that the log itself announces. */
function keysFinding(
  followed: FollowedKeys,
  changes: readonly KeyChange[] | null,
  weighed: Weighed,
): Finding | null {
  const {size} = weighed;
  if (followed.fault !== null && followed.fault !== 'unknown_key')
    return {
      index: Math.min(followed.index ?? 0, size),
      kind: 're-signed',
      detail: `a change of keys does not hold (${followed.fault})`,
    };
  if (changes === null) return besides(size, `${BUNDLE_FILES.keys} cannot be read`);
  return keyChangesFinding(`${BUNDLE_FILES.keys} is`, changes, weighed);
}

function manifestFinding(folder: LogFolder, organisation: string, {head}: Weighed): Finding | null {
  const manifest = folder.text(BUNDLE_FILES.manifest);
  if (manifest === manifestOf(organisation, head)) return null;
  return manifest === null
    ? {
        index: head.size,
        kind: 'truncated',
        detail: `${BUNDLE_FILES.manifest} is missing: the export was not finished`,
      }
    : besides(head.size, `${BUNDLE_FILES.manifest} does not fit the checkpoint`);
}

function strangerFinding(folder: LogFolder, size: number): Finding | null {
  const path = folder.stranger(size);
  return path === null ? null : {index: size, kind: 'inserted', detail: `${path} is no file of this log`};
}
