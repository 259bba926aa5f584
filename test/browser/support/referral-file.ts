const HEADER = 'class,source,eventDate,department,focusPhysician,patientReference,narrative';

/** A file as it is chosen in a page, with two referrals of one physician. */
export const aListOfReferrals = (physician: string): {name: string; mimeType: string; buffer: Buffer} => ({
  name: 'referrals.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      HEADER,
      `case,trigger,2026-02-11,Surgery,${physician},Sample 4411,Unplanned return to theatre on the second day.`,
      `case,nearMiss,2026-02-14,Surgery,${physician},Sample 4412,"Dr Daniel Whitcombe was called twice, and came."`,
    ].join('\r\n'),
  ),
});
