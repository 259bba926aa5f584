export {CommitteesModule} from './committees.module';
