export {SetUp} from './commands/set-up';
export {PeopleModule} from './people.module';
