export {RecordConfiguration} from './commands/record-configuration';
export {InstallationModule} from './installation.module';
