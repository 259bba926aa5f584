export {faultsBelow} from './faults';
export type {Faults} from './faults';
export type {Data, FieldSchema} from './field-schema';
export {besideTexts, longTextsOf} from './long-texts';
export type {LongText} from './long-texts';
export {SchemaForm} from './schema-form';
export type {FormHandle} from './schema-form';
