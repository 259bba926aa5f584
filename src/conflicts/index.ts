export {detectConflicts, knownConflicts} from './detect-conflicts';
export type {Participant} from './domain/find-conflicts';
