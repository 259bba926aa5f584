export {declareConflict} from './declare-conflict';
export {CONFLICT_KINDS, DECLARABLE, GRADES} from './domain/conflict-kinds';
export type {ConflictGrade, ConflictKind} from './domain/conflict-kinds';
export {DECISIONS, isOpen, takesTwo} from './domain/conflict-state';
export type {ConflictDecision} from './domain/conflict-state';
export {organisationKey, stopKey} from './domain/known-identities';
export {IN_LINKED_CASE, compartmentsTold} from './domain/naming-texts';
export {organisationWords} from './gather-material';
export type {Participant} from './domain/find-conflicts';
export {
  findNotes,
  insertNote,
  insertParticipants,
  setDecision,
  setProposal,
} from './persistence/conflict-rows';
export type {ConflictSource, Occasion} from './persistence/conflict-rows';
export {refuseConflicted} from './refuse-conflicted';
export {knownConflicts, refreshConflicts} from './refresh-conflicts';
export type {KnownConflict} from './refresh-conflicts';
