import type {TestDatabase} from './database';

/** Everybody who was entered has signed what is signed once a year, for longer than any clock leaps in a test. */
export async function attestEverybody(database: TestDatabase): Promise<void> {
  await database.asSuperuser(
    `INSERT INTO attestation (organisation_id, id, person_id, text_version, attested_at, until)
     SELECT organisation_id, gen_random_uuid(), id, 'test', created_at, created_at + interval '100 years' FROM person p
     WHERE NOT EXISTS (SELECT FROM attestation a WHERE a.organisation_id = p.organisation_id AND a.person_id = p.id)`,
  );
}
