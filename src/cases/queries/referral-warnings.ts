import {NOBODY, Roster, namedIn} from '../../masking';
import type {NameWarning} from '../../masking';
import {Workflow} from '../../workflow';
import {withoutIdentities} from '../domain/referral-identities';

/**
 * What in a referral should not be said: of what the writer says themselves about the patient, and of who stands in the
 * directory; nothing where the programme masks nothing.
 */
export function referralWarnings(workflow: Workflow, data: object, people: Roster): NameWarning[] {
  if (workflow.masking.size === 0) return [];
  const {patientReference} = data as {patientReference?: unknown};
  const numbers = typeof patientReference === 'string' ? [patientReference] : [];
  const known = {patient: {...NOBODY, numbers}, cast: [], people, organisations: []};
  return namedIn(withoutIdentities(data), known);
}
