export {SetUp} from './commands/set-up';
export {AdministratorGuard} from './http/administrator.guard';
export {PeopleModule} from './people.module';
