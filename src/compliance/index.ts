export {ComplianceModule} from './compliance.module';
export {DESTRUCTION_EVENT, DESTRUCTION_FORMAT} from './domain/destruction';
export {listDestructions} from './queries/list-destructions';
export {SEEING} from './domain/sightings';
export {NamedQuestions} from './queries/named-questions';
export type {Sightings} from './queries/named-questions';
export {SearchEvents} from './queries/search-events';
export type {EventPage} from './queries/search-events';
