const IDENTITIES = new Set(['patientReference', 'focusPhysician', 'furtherPhysicians']);

/** What of a referral's data names neither the patient nor the physicians: its own compartment. */
export const withoutIdentities = (referral: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(referral).filter(([field]) => !IDENTITIES.has(field)));
