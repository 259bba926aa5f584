import {Compartment, IDENTITY_OF_RELATION} from './compartments';

/** By which of these relations to a case a person is hidden from whoever sees no more than `sees` of it; none names them. */
export const hidingRelations = (relations: Iterable<string>, sees: ReadonlySet<Compartment>): string[] =>
  [...new Set(relations)]
    .filter((relation) => {
      const identity = IDENTITY_OF_RELATION[relation];
      return identity !== undefined && !sees.has(identity);
    })
    .sort();
