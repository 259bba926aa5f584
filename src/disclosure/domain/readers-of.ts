import type {Workflow} from '../../workflow';
import type {Compartment} from './compartments';
import type {Disclosed} from './project';

/** A compartment of which a viewer sees only what is theirs, and the relations that may ever see it whole. */
export interface Readers {
  readonly compartment: Compartment;
  readonly relations: readonly string[];
}

/**
 * Who else may ever read what this viewer wrote, or what was released to them: by the workflow alone, whatever the case's
 * facts are, since those may be hidden.
 */
export function readersOf(
  {reveals}: Pick<Workflow, 'reveals'>,
  {items, sees}: Pick<Disclosed, 'items' | 'sees'>,
): Readers[] {
  const parts = new Set(items.map(({compartment}) => compartment).filter((part) => !sees.has(part)));
  return [...parts].map((compartment) => ({
    compartment,
    relations: [...reveals].flatMap(([relation, rules]) =>
      rules.some(({see}) => see.includes(compartment)) ? [relation] : [],
    ),
  }));
}
