import {DataSource} from 'typeorm';
import {Foundation1700000000001} from './migrations/0001-foundation';
import {Cases1700000000002} from './migrations/0002-cases';
import {InstallationKey1700000000003} from './migrations/0003-installation-key';
import {AuditTree1700000000004} from './migrations/0004-audit-tree';
import {AuditAnchors1700000000006} from './migrations/0006-audit-anchors';
import {ComplianceDesk1700000000007} from './migrations/0007-compliance-desk';
import {CaseKeys1700000000008} from './migrations/0008-case-keys';
import {Backup1700000000010} from './migrations/0010-backup';
import {Deadlines1700000000011} from './migrations/0011-deadlines';
import {Instruments1700000000013} from './migrations/0013-instruments';
import {SecondFactor1700000000014} from './migrations/0014-second-factor';
import {KeyRotation1700000000018} from './migrations/0018-key-rotation';
import {Retention1700000000028} from './migrations/0028-retention';
import {AuthenticatorsAlone1700000000040} from './migrations/0040-authenticators-alone';
import {DisposalsOnRecord1700000000041} from './migrations/0041-disposals-on-record';
import {Certificates1700000000042} from './migrations/0042-certificates';
import {Productions1700000000043} from './migrations/0043-productions';
import {ProtectedSpace1700000000044} from './migrations/0044-protected-space';
import {AccountLinks1700000000050} from './migrations/0050-account-links';
import {PeopleDesk1700000000051} from './migrations/0051-people-desk';
import {FirstSetUp1700000000052} from './migrations/0052-first-set-up';
import {ApiTokens1700000000053} from './migrations/0053-api-tokens';
import {DefinitionTexts1700000000054} from './migrations/0054-definition-texts';
import {SearchWithoutRaters1700000000055} from './migrations/0055-search-without-raters';
import {Conflicts1700000000058} from './migrations/0058-conflicts';
import {BreakGlass1700000000059} from './migrations/0059-break-glass';
import {Passkeys1700000000060} from './migrations/0060-passkeys';
import {ProviderIdentities1700000000061} from './migrations/0061-provider-identities';
import {Attestations1700000000062} from './migrations/0062-attestations';
import {SealedGlassReasons1700000000063} from './migrations/0063-sealed-glass-reasons';
import {SavedViews1700000000064} from './migrations/0064-saved-views';
import {RosterVersion1700000000065} from './migrations/0065-roster-version';
import {DestroyedKeys1700000000066} from './migrations/0066-destroyed-keys';
import {RegisterPages1700000000067} from './migrations/0067-register-pages';
import {ReferralKeys1700000000068} from './migrations/0068-referral-keys';
import {CaseRelationEver1700000000070} from './migrations/0070-case-relation-ever';
import {OtherNamesInRoster1700000000071} from './migrations/0071-other-names-in-roster';
import {FormerReviewers1700000000072} from './migrations/0072-former-reviewers';

/** All migrations, oldest first; hand-written, forward only. */
const MIGRATIONS = [
  Foundation1700000000001,
  Cases1700000000002,
  InstallationKey1700000000003,
  AuditTree1700000000004,
  AuditAnchors1700000000006,
  ComplianceDesk1700000000007,
  CaseKeys1700000000008,
  Backup1700000000010,
  Deadlines1700000000011,
  Instruments1700000000013,
  SecondFactor1700000000014,
  KeyRotation1700000000018,
  Retention1700000000028,
  AuthenticatorsAlone1700000000040,
  DisposalsOnRecord1700000000041,
  Certificates1700000000042,
  Productions1700000000043,
  ProtectedSpace1700000000044,
  AccountLinks1700000000050,
  PeopleDesk1700000000051,
  FirstSetUp1700000000052,
  ApiTokens1700000000053,
  DefinitionTexts1700000000054,
  SearchWithoutRaters1700000000055,
  Conflicts1700000000058,
  BreakGlass1700000000059,
  Passkeys1700000000060,
  ProviderIdentities1700000000061,
  Attestations1700000000062,
  SealedGlassReasons1700000000063,
  SavedViews1700000000064,
  RosterVersion1700000000065,
  DestroyedKeys1700000000066,
  RegisterPages1700000000067,
  ReferralKeys1700000000068,
  CaseRelationEver1700000000070,
  OtherNamesInRoster1700000000071,
  FormerReviewers1700000000072,
];
export const KNOWN_MIGRATIONS: readonly string[] = MIGRATIONS.map(({name}) => name);
export const MIGRATION_TABLE = 'schema_migration';

/**
 * @param url postgres connection string; `?host=<directory>` for a Unix socket
 * @param migrations names of those that are to be known; all unless given
 */
export function dataSource(url: string, connections = 20, migrations = KNOWN_MIGRATIONS): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    migrations: MIGRATIONS.filter(({name}) => migrations.includes(name)),
    migrationsTableName: MIGRATION_TABLE,
    synchronize: false,
    logging: false,
    poolSize: connections,
    applicationName: 'collegium',
    extra: {connectionTimeoutMillis: 10_000, idleTimeoutMillis: 30_000},
  });
}
