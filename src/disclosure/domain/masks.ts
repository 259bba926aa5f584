import {Facts, Workflow} from '../../workflow';
import type {Compartment} from './compartments';

/**
 * What can be masked for whoever judges: who the patient is, who the people of the case are, how it ended; and, in what leaves
 * the organisation alone, institutions and every long number.
 */
export type Mask = 'patient' | 'people' | 'outcome' | 'institutions';

/** Safe Harbor in full (45 CFR 164.514(b)(2)(i)). */
export const DEIDENTIFYING: ReadonlySet<Mask> = new Set(['patient', 'people', 'institutions']);

/** All that may leave the organisation of a case without saying whose it is. */
export const LEAVES: ReadonlySet<Compartment> = new Set([
  'referral',
  'chart',
  'reviewContent',
  'determination',
  'conference',
  'improvement',
]);

/** The compartments that a mask takes away whole; what is left tells nothing of them in its texts either. */
export const HIDDEN_BY: Readonly<Record<Mask, readonly Compartment[]>> = {
  patient: ['patientIdentity'],
  people: ['subjectIdentity', 'referrerIdentity'],
  outcome: ['input'],
  institutions: [],
};

/** Compartments whose texts name patient and people. */
const TELLING: readonly Compartment[] = ['referral', 'chart', 'input'];

/** The office asks, releases and answers: it is never blind, whatever else its people are. */
const NEVER: ReadonlySet<string> = new Set(['coordinator']);

/** What definitions may say of masking. */
export const MASK_WORDS = {
  hides: new Map<string, readonly string[]>(
    Object.entries(HIDDEN_BY).filter(([mask]) => mask !== 'institutions'),
  ),
  names: TELLING.flatMap((compartment) => [
    {compartment, identity: 'patientIdentity', mask: 'patient'},
    {compartment, identity: 'subjectIdentity', mask: 'people'},
  ]),
  never: NEVER,
};

/**
 * What is masked for whoever holds these relations now: all that any of them masks, for one that masks takes away,
 * whatever else its holder is.
 */
export function masksFor(
  {masking}: Pick<Workflow, 'masking'>,
  facts: Facts,
  relations: ReadonlySet<string>,
): ReadonlySet<Mask> {
  const held = [...relations];
  if (held.some((relation) => NEVER.has(relation))) return new Set();
  const rules = held.flatMap((relation) => masking.get(relation) ?? []);
  return new Set(rules.filter(({when}) => when(facts)).flatMap(({masks}) => masks as readonly Mask[]));
}
