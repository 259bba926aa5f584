import {MigrationInterface, QueryRunner} from 'typeorm';

/** One-time links by which people choose a password, and roles that wait for a second person. */
export class AccountLinks1700000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE account_link (
        organisation_id uuid NOT NULL,
        token_hash bytea NOT NULL CHECK (octet_length(token_hash) = 32),
        person_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('invitation', 'recovery')),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        PRIMARY KEY (token_hash),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person
      );
      CREATE INDEX account_link_open ON account_link (organisation_id, person_id) WHERE ended_at IS NULL;

      CREATE TABLE role_proposal (
        organisation_id uuid NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        role text NOT NULL,
        committee_id uuid,
        reason text NOT NULL CHECK (reason <> ''),
        proposed_by uuid NOT NULL,
        proposed_at timestamptz(3) NOT NULL,
        decision text CHECK (decision IN ('granted', 'declined')),
        decided_by uuid,
        decided_at timestamptz(3),
        PRIMARY KEY (organisation_id, id),
        FOREIGN KEY (organisation_id, person_id) REFERENCES person,
        FOREIGN KEY (organisation_id, proposed_by) REFERENCES person,
        FOREIGN KEY (organisation_id, decided_by) REFERENCES person,
        FOREIGN KEY (organisation_id, committee_id) REFERENCES committee,
        CHECK ((decision IS NULL) = (decided_by IS NULL) AND (decision IS NULL) = (decided_at IS NULL)),
        -- The second person is another one than the first, and nobody says yes to their own role.
        CHECK (decided_by <> proposed_by),
        CHECK (decision <> 'granted' OR (decided_by <> person_id AND proposed_by <> person_id))
      );
      CREATE UNIQUE INDEX role_proposal_once ON role_proposal
        (organisation_id, person_id, role, coalesce(committee_id, '00000000-0000-0000-0000-000000000000'))
        WHERE decision IS NULL;
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
