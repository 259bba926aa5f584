export {detectConflicts, knownConflicts} from './detect-conflicts';
export type {KnownConflict} from './detect-conflicts';
export {nameKey} from './domain/find-conflicts';
export type {Participant} from './domain/find-conflicts';
