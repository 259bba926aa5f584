export {ComplianceModule} from './compliance.module';
export {DESTRUCTION_EVENT, DESTRUCTION_FORMAT} from './domain/destruction';
export {listDestructions} from './queries/list-destructions';
