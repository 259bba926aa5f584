import {MigrationInterface, QueryRunner} from 'typeorm';

/** What is sealed under the key-encryption key may be sealed anew; of a signing key nothing else ever changes. */
export class KeyRotation1700000000018 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_key_rewrapped() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF to_jsonb(NEW) - 'sealed_seed' <> to_jsonb(OLD) - 'sealed_seed' THEN
          RAISE EXCEPTION 'of a signing key only the seal may change' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NEW;
      END $$;
      DROP TRIGGER audit_key_keeps ON audit_key;
      CREATE TRIGGER audit_key_keeps BEFORE DELETE OR TRUNCATE ON audit_key
        FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse();
      CREATE TRIGGER audit_key_sealed BEFORE UPDATE ON audit_key
        FOR EACH ROW EXECUTE FUNCTION audit_key_rewrapped();
    `);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('migrations run forward only'));
  }
}
