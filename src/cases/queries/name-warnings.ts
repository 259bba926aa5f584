import {KnownIdentities, NOBODY, NameWarning, namedIn} from '../../masking';
import {ReadTransaction} from '../../platform/database/transaction';
import {CaseDoor, SeenCase} from './case-door';
import {CaseMasking} from './case-masking';

/**
 * What in `data` names somebody whom those must not know for whom the case's programme masks: told before it is saved, and
 * only of names that the writer knows from the case, or that stand in the organisation's own directory and registry.
 */
export async function nameWarnings(
  tx: ReadTransaction,
  door: CaseDoor,
  seen: SeenCase,
  data: unknown,
): Promise<NameWarning[]> {
  const {stored, view} = seen;
  if (stored.workflow.masking.size === 0) return [];
  const {known} = new CaseMasking(stored, await door.surrounding(tx, stored));
  return namedIn(data, knownTo(view, known));
}

function knownTo({disclosed}: SeenCase['view'], known: KnownIdentities): KnownIdentities {
  const {sees, items} = disclosed;
  const told = items
    .filter(({kind}) => kind === 'requestedPatient')
    .map((item) => (item.content() as {reference: string}).reference);
  return {
    patient: sees.has('patientIdentity') ? known.patient : {...NOBODY, numbers: told},
    // A chart's own names are known to whoever sees it unmasked; everybody else knows the directory.
    cast: sees.has('subjectIdentity') && sees.has('chart') ? known.cast : [],
    people: known.people,
    organisations: [],
  };
}
