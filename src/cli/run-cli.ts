import {parseArgs} from 'node:util';
import {withCallOrigin} from '../platform/context/call-origin';
import {systemUser} from './system-user';
import {Problem} from '../platform/errors/problem';
import {startFailure} from '../start-failure';
import {auditRotateKey} from './audit-rotate-key';
import {auditCompartment, auditSeenBy, auditWhoSaw} from './audit-questions';
import {auditReindex} from './audit-reindex';
import {auditExport} from './audit-export';
import {auditFsck} from './audit-fsck';
import {auditProve} from './audit-prove';
import {auditVerify} from './audit-verify';
import {backup} from './backup';
import {backupEscrow} from './backup-escrow';
import {backupIdentity} from './backup-identity';
import {complianceBreakGlass} from './compliance-break-glass';
import {complianceFindingChange, complianceFindings} from './compliance-findings';
import {
  compliancePrivilegeLog,
  complianceProduce,
  complianceProducible,
  complianceProductions,
} from './compliance-productions';
import {
  complianceDispose,
  complianceHold,
  compliancePolicyEnter,
  complianceRelease,
  complianceRetention,
} from './compliance-retention';
import {
  complianceExport,
  complianceReportRun,
  complianceReportSave,
  complianceReports,
  complianceSearch,
} from './compliance-search';
import {complianceSpace, complianceSpaceRemove} from './compliance-space';
import {conflictsCheck} from './conflicts-check';
import {EXIT, UsageError} from './command';
import type {Command, Terminal, Values} from './command';
import {demo} from './demo';
import {holidays} from './holidays';
import {keysRotate} from './keys-rotate';
import {openapi} from './openapi';
import {committeeAdd} from './committee-add';
import {organisationAdd} from './organisation-add';
import {restore} from './restore';
import {privilegeApprove, privilegeEnter, privilegeList} from './privilege';
import {userAdd} from './user-add';
import {userLink} from './user-link';
import {userResetFactor} from './user-reset-factor';
import {userUnlinkProvider} from './user-unlink-provider';
import {witness} from './witness';
import {workflowCheck} from './workflow-check';
import {workflowDiff} from './workflow-diff';
import {workflowImport} from './workflow-import';
import {workflowMigrate} from './workflow-migrate';
import {workflowShow} from './workflow-show';

const commands: readonly Command[] = [
  organisationAdd,
  committeeAdd,
  userAdd,
  userLink,
  userResetFactor,
  userUnlinkProvider,
  holidays,
  auditVerify,
  auditExport,
  auditProve,
  auditFsck,
  auditRotateKey,
  auditReindex,
  auditWhoSaw,
  auditSeenBy,
  auditCompartment,
  complianceSearch,
  complianceExport,
  complianceReports,
  complianceReportSave,
  complianceReportRun,
  complianceFindings,
  complianceFindingChange,
  complianceBreakGlass,
  complianceRetention,
  compliancePolicyEnter,
  complianceHold,
  complianceRelease,
  complianceDispose,
  complianceProducible,
  complianceProduce,
  complianceProductions,
  compliancePrivilegeLog,
  complianceSpaceRemove,
  complianceSpace,
  conflictsCheck,
  privilegeList,
  privilegeEnter,
  privilegeApprove,
  keysRotate,
  witness,
  openapi,
  workflowCheck,
  workflowShow,
  workflowDiff,
  workflowImport,
  workflowMigrate,
  demo,
  backupEscrow,
  backupIdentity,
  backup,
  restore,
];

const usage = (): string =>
  [
    'usage:',
    ...commands.map(({name, usage, summary}) => `  collegium ${name} ${usage}\n      ${summary}`),
  ].join('\n');

/**
 * Runs one command line, without `node` and the script's name.
 *
 * @returns the exit code: 0 fine, 1 finding or failure, 2 usage
 */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  if (args.length === 1 && (args[0] === '--help' || args[0] === 'help')) {
    terminal.print(usage());
    return EXIT.fine;
  }
  const command = commands.find(({name}) => args.slice(0, name.split(' ').length).join(' ') === name);
  try {
    if (!command) throw new UsageError(args.length === 0 ? 'which command?' : 'there is no such command');
    const {values, operands} = argumentsOf(command, args);
    const origin = {via: 'cli', address: null, session: null, real: systemUser()} as const;
    return await withCallOrigin(origin, () => command.run(values, terminal, operands));
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.warn(`collegium: ${error.message}\n${usage()}`);
      return EXIT.usage;
    }
    terminal.warn(error instanceof Problem ? describe(error) : startFailure(error));
    return EXIT.finding;
  }
}

function argumentsOf(command: Command, args: readonly string[]): {values: Values; operands: string[]} {
  try {
    const rest = args.slice(command.name.split(' ').length);
    const allowPositionals = command.operands === true;
    const {values, positionals} = parseArgs({
      args: rest,
      options: command.options,
      strict: true,
      allowPositionals,
    });
    return {values, operands: positionals};
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

const describe = ({detail, faults = []}: Problem): string =>
  [detail, ...faults.map((fault) => `  ${fault.pointer.slice(1)} ${fault.detail}`)].join('\n');
