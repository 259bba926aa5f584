export {CommitteesModule} from './committees.module';
export {CreateCommittee} from './create-committee';
