export {COMPARTMENTS, IDENTITY_OF_RELATION, RELATIONS, ROLES} from './domain/compartments';
export type {Compartment} from './domain/compartments';
export {MASK_WORDS, masksFor} from './domain/masks';
export type {Mask} from './domain/masks';
export {project} from './domain/project';
export type {CaseRecord, Disclosed, DisclosedItem, RecordFields, RecordItem} from './domain/project';
export {Figure} from './domain/figure';
export {hidingRelations} from './domain/hiding-relations';
