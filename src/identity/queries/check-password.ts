import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {normalEmail} from '../domain/email-address';
import {PasswordHasher} from '../password-hasher';
import {CredentialRow, findCredential} from '../persistence/session-statements';

/** An account that may sign in. */
export type UsableAccount = CredentialRow & {person_id: string; password_hash: string};

export interface CheckedPassword {
  /** The account, when address and password belong together and it is not disabled. */
  readonly account: UsableAccount | null;
  /** Whose log records what came of it; `null` on an installation without any organisation. */
  readonly organisationId: string | null;
  /** Whose account was tried, if it is anybody's. */
  readonly personId: string | null;
}

/** Compares a password; it takes as long whether or not there is such an account. */
@Injectable()
export class CheckPassword {
  constructor(
    private readonly database: ReadDatabase,
    private readonly passwords: PasswordHasher,
  ) {}

  async run(email: string, password: string): Promise<CheckedPassword> {
    const found = await this.database.read((tx) => tx.row(findCredential, [normalEmail(email)]));
    const right = await this.passwords.matches(found?.password_hash ?? null, password);
    return {
      account: right && isUsable(found) ? found : null,
      organisationId: found?.organisation_id ?? null,
      personId: found?.person_id ?? null,
    };
  }
}

const isUsable = (found: CredentialRow | null): found is UsableAccount =>
  found !== null && found.person_id !== null && found.password_hash !== null && !found.disabled;
