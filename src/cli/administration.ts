import {AuditedTransaction, PublishedCheckpoints} from '../audit';
import type {GrowthSource} from '../audit';
import {SetHolidays} from '../calendar';
import {MigrateCases} from '../cases';
import {CreateCommittee} from '../committees';
import {
  CreateOrganisation,
  CreatePerson,
  EndFactor,
  GrantRole,
  PasswordHasher,
  SetPassword,
  UnlinkProvider,
  listOrganisations,
} from '../identity';
import {SystemClock} from '../platform/clock/clock';
import {loadKeyEncryptionKey} from '../platform/config/key-encryption-key';
import {SystemRandomness} from '../platform/crypto/randomness';
import {KeyEncryptionKey} from '../platform/crypto/sealing';
import {checkKey} from '../platform/database/check-key';
import type {Database} from '../platform/database/database';
import type {ReadDatabase} from '../platform/database/read-database';
import {UsageError} from './command';
import type {Installation} from './with-installation';

/** Who acts when somebody with access to the machine does. */
export const COMMAND_LINE = 'system';

export interface Administration {
  readonly createOrganisation: CreateOrganisation;
  readonly createCommittee: CreateCommittee;
  readonly createPerson: CreatePerson;
  readonly setPassword: SetPassword;
  readonly endFactor: EndFactor;
  readonly unlinkProvider: UnlinkProvider;
  readonly grantRole: GrantRole;
  readonly setHolidays: SetHolidays;
  readonly migrateCases: MigrateCases;
}

/** The way to write, without a web server. */
export const transactionsOn = (database: Database): AuditedTransaction =>
  new AuditedTransaction(database, new SystemClock(), new SystemRandomness());

/** The commands over people and committees, without a web server. */
export function administration(database: Database): Administration {
  const clock = new SystemClock();
  const randomness = new SystemRandomness();
  const transactions = transactionsOn(database);
  return {
    createOrganisation: new CreateOrganisation(transactions, clock, randomness),
    createCommittee: new CreateCommittee(transactions, randomness),
    createPerson: new CreatePerson(transactions, clock, randomness),
    setPassword: new SetPassword(database, transactions, new PasswordHasher(), clock),
    endFactor: new EndFactor(transactions, clock),
    unlinkProvider: new UnlinkProvider(transactions, clock),
    grantRole: new GrantRole(transactions, clock),
    setHolidays: new SetHolidays(transactions),
    migrateCases: new MigrateCases(database, transactions, {clock, randomness}),
  };
}

/** What letting a log's tree grow takes. @throws when the key file is not the installation's */
export async function growthSource({config, applicationUrl}: Installation): Promise<GrowthSource> {
  await checkKey(config, applicationUrl);
  const randomness = new SystemRandomness();
  const key = new KeyEncryptionKey(loadKeyEncryptionKey(config), randomness);
  return {key, clock: new SystemClock(), randomness, published: new PublishedCheckpoints(config)};
}

/**
 * @param wanted id or name; may be left out where there is one organisation alone
 * @throws UsageError
 */
export async function organisationNamed(database: ReadDatabase, wanted: string | null): Promise<string> {
  const all = await database.read((tx) => tx.rows(listOrganisations));
  const found = all.filter(({id, name}) => wanted === null || id === wanted || name === wanted);
  if (found.length === 1 && found[0]) return found[0].id;
  if (all.length === 0)
    throw new UsageError('there is no organisation yet; make one with: collegium organisation add');
  throw new UsageError(`--organisation must be one of: ${all.map(({name}) => name).join(', ')}`);
}
