export {ConflictDeskModule} from './conflict-desk.module';
export {FindNamed} from './queries/find-named';
export {ListConflicts} from './queries/list-conflicts';
