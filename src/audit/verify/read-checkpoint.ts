import {Checkpoint} from '../domain/checkpoint';
import {NoteFault} from '../domain/signed-note';

/** A checkpoint as it was opened; its claim is there even when its signature does not hold. */
export interface ReadCheckpoint {
  readonly fault: NoteFault | 'absent' | null;
  readonly claim: Checkpoint | null;
}
