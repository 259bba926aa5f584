export {CommitteesModule} from './committees.module';
export {CreateCommittee} from './create-committee';
export type {NewCommittee} from './create-committee';
