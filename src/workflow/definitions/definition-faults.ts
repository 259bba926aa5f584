import {Vocabulary, checkDefinition} from '../domain/check-definition';
import {DefinitionFault} from '../domain/definition-fault';
import {ReadDefinition} from './read-definitions';

/** Everything because of which a definition cannot be used, in its own order; one fault a place and reason. */
export function definitionFaults(
  {source, faults}: ReadDefinition,
  vocabulary: Vocabulary,
): DefinitionFault[] {
  const places = new Set(faults.map(({at}) => at.join('/')));
  const more = checkDefinition(source, vocabulary).filter(({at}) => !places.has(at.join('/')));
  return [...faults, ...more];
}
