import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {ReadTransaction} from '../../platform/database/transaction';
import {AttestationText, attestationDue, mustAttest} from '../domain/attestation';
import {SignedInPerson} from '../domain/signed-in-person';
import {findAttesting, listAttesting} from '../persistence/attestation-statements';
import {AttestationTexts} from './attestation-texts';

export interface ListedAttestation {
  readonly id: string;
  readonly displayName: string;
  /** Null when they never signed. */
  readonly until: string | null;
  readonly due: boolean;
}

/** What is to be signed, and who has. */
@Injectable()
export class ListAttestations {
  constructor(
    private readonly database: ReadDatabase,
    private readonly texts: AttestationTexts,
    private readonly clock: Clock,
  ) {}

  /** The words, as somebody is to sign them. */
  async text({organisationId}: SignedInPerson): Promise<AttestationText> {
    return this.database.read((tx) => this.texts.current(tx, organisationId));
  }

  /** Everybody whose role asks for it, with until when theirs holds. */
  async all(organisationId: string): Promise<ListedAttestation[]> {
    const rows = await this.database.read((tx) => tx.rows(listAttesting, [organisationId]));
    const now = this.clock.now();
    return rows
      .filter(({roles}) => mustAttest(roles))
      .map(({person_id, display_name, roles, attested_until}) => ({
        id: person_id,
        displayName: display_name,
        until: attested_until?.toISOString() ?? null,
        due: attestationDue({roles, attestedUntil: attested_until}, now),
      }));
  }

  /** Whether somebody must still be told that what they signed lapses at `until`: they have signed nothing later. */
  async lapses(
    tx: ReadTransaction,
    {organisationId, personId, until}: {organisationId: string; personId: string; until: Date},
  ): Promise<boolean> {
    const row = await tx.row(findAttesting, [organisationId, personId]);
    return row !== null && mustAttest(row.roles) && (row.attested_until ?? until) <= until;
  }
}
