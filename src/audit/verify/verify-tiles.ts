import {checkpointBody} from '../domain/checkpoint';
import {NoteVerifier, openNote} from '../domain/signed-note';
import {KeptCheckpoints} from './kept-checkpoints';
import {LogFolder} from './log-folder';
import {ReadCheckpoint} from './read-checkpoint';
import {Verdict, weigh} from './weigh';

/**
 * Checks the tiles of any log, C2SP tlog-tiles with bundles of entries, whatever the entries are: every leaf, every tile,
 * the tree and its checkpoints.
 *
 * @param directory with `checkpoint` and `tile` in it
 */
export async function verifyTiles(
  directory: string,
  {key, checkpoints}: {readonly key: NoteVerifier; readonly checkpoints: readonly string[]},
): Promise<Verdict> {
  const source = new LogFolder(directory, {payloads: false});
  const read = (note: string | null): ReadCheckpoint => readAnyLog(note, key);
  const {size, first} = await weigh({
    source,
    checkpoint: read(source.text('checkpoint')),
    kept: new KeptCheckpoints(),
    handed: checkpoints.map(read),
    organisation: null,
  });
  return {ok: first === null, size, first};
}

/** A log may be named otherwise than its key. */
function readAnyLog(note: string | null, key: NoteVerifier): ReadCheckpoint {
  if (note === null) return {fault: 'absent', claim: null};
  const claim = checkpointBody(note);
  const {fault} = openNote(note, key);
  return {fault: fault ?? (claim ? null : 'malformed'), claim};
}
