import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser} from '../../cases';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {deskRecord} from '../domain/desk-record';
import {privilegeNotice} from '../domain/privilege-notice';
import type {RecordClass} from '../domain/retention';
import {findOrganisation, findPrivilege} from '../persistence/desk-rows';
import {
  DisposalItemRow,
  DisposalRow,
  VerificationRow,
  findDisposal,
  findDisposals,
  findItems,
  findVerification,
} from '../persistence/disposal-rows';
import {PolicyRow, findPolicies} from '../persistence/retention-rows';
import {numberedCases} from './numbered-cases';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';

export type {DisposalRow};

export interface DisposalItem {
  readonly case: string;
  readonly number: string;
  readonly classes: readonly RecordClass[];
  readonly settledSince: string;
  readonly executedAt: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly key: string | null;
}

type Names = ReadonlyMap<string, string>;

export interface ShownDisposal {
  readonly disposal: DisposalRow;
  /** Of the people who are named. */
  readonly names: Names;
  readonly items: readonly DisposalItem[];
}

export interface Certificate {
  readonly organisation: string;
  readonly privilege: string;
  readonly disposal: DisposalRow;
  /** Of the people who are named. */
  readonly names: Names;
  /** What went; nothing else stands on a certificate. */
  readonly items: readonly DisposalItem[];
  readonly policies: readonly PolicyRow[];
  /** As it was found after the last record went. */
  readonly log: CertifiedLog;
}

/** How the whole log was found. */
export interface CertifiedLog {
  readonly size: number;
  /** Base64, as the checkpoint has it. */
  readonly root: string;
  /** Whether entries, commitments, chains, tiles, keys and signatures agree, also with the exported checkpoints. */
  readonly verified: boolean;
  /** The signed note. */
  readonly checkpoint: string;
  readonly verifiedAt: Date;
}

/** Disposals as somebody at the desk may see them: cases that the gate hides from them are left out. */
@Injectable()
export class ShowDisposal {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;
  readonly #events: ReadEvents;

  constructor(log: AccessLog, door: CaseDoor, events: ReadEvents) {
    this.#log = log;
    this.#door = door;
    this.#events = events;
  }

  list(user: CaseUser): Promise<{disposals: DisposalRow[]; names: Names}> {
    return deskLook(this.#log, user, {type: 'disposalsListed'}, async (tx) => {
      const disposals = await tx.rows(findDisposals, [user.organisationId]);
      return {disposals, names: await this.#names(tx, user, disposals)};
    });
  }

  /** @throws Problem `not_found` */
  show(user: CaseUser, id: string): Promise<ShownDisposal> {
    return deskLook(this.#log, user, {type: 'disposalShown'}, async (tx) => {
      const disposal = await this.#found(tx, user, id);
      const items = await this.#items(tx, user, id);
      return {disposal, names: await this.#names(tx, user, [disposal]), items: items.map(shownItem)};
    });
  }

  /**
   * What went under a disposal, by whose word, and that the log still gave its signed root. On record as an export.
   *
   * @throws Problem `not_found`, `action_not_allowed` before anything went that this person may know of
   */
  certificate(user: CaseUser, id: string): Promise<Certificate> {
    const {organisationId} = user;
    return this.#log.read(organisationId, async (tx) => {
      const disposal = await this.#found(tx, user, id);
      const gone = (await this.#items(tx, user, id)).filter(({executed_at}) => executed_at !== null);
      const log = verificationOf(await tx.row(findVerification, [organisationId, id]));
      if (gone.length === 0 || !log) throw problems.actionNotAllowed('Nothing went under this disposal yet.');
      const used = new Set(gone.flatMap(({policies}) => policies));
      const policies = (await tx.rows(findPolicies, [organisationId])).filter((one) => used.has(one.id));
      const names = await this.#names(tx, user, [disposal]);
      const organisation = (await tx.row(findOrganisation, [organisationId]))?.name ?? '';
      const texts = await tx.rows(findPrivilege, [organisationId, gone.map(({case_id}) => case_id)]);
      const privilege = privilegeNotice(texts.map(({privilege_text}) => privilege_text));
      const details = {disposal: disposal.number, size: log.size, verified: log.verified};
      const act = {kind: 'export', type: 'certificateMade', action: 'R', details} as const;
      return {
        result: {organisation, privilege, disposal, names, items: gone.map(shownItem), policies, log},
        records: [deskRecord(user, act)],
      };
    });
  }

  async #found(tx: ReadTransaction, {organisationId}: CaseUser, id: string): Promise<DisposalRow> {
    const disposal = await tx.row(findDisposal, [organisationId, id]);
    if (!disposal) throw problems.notFound();
    return disposal;
  }

  /** On cases whose number this person may know. */
  async #items(tx: ReadTransaction, user: CaseUser, id: string): Promise<DisposalItemRow[]> {
    const rows = await tx.rows(findItems, [user.organisationId, id, null]);
    const ids = rows.map((row) => row.case_id);
    const numbered = await numberedCases(tx, this.#door, user, ids);
    return rows.filter((row) => numbered.has(row.case_id));
  }

  #names(tx: ReadTransaction, {organisationId}: CaseUser, disposals: readonly DisposalRow[]): Promise<Names> {
    const people = disposals.flatMap(({requested_by, approved_by}) =>
      [requested_by, approved_by ?? []].flat(),
    );
    return this.#events.names(tx, organisationId, [...new Set(people)]);
  }
}

function verificationOf(row: VerificationRow | null): Certificate['log'] | null {
  if (!row || row.size === null || row.root === null || row.verified === null) return null;
  if (row.checkpoint === null || row.made_at === null) return null;
  const {root, verified, checkpoint} = row;
  return {size: Number(row.size), root, verified, checkpoint, verifiedAt: row.made_at};
}

const shownItem = (row: DisposalItemRow): DisposalItem => ({
  case: row.case_id,
  number: row.number,
  classes: row.classes,
  settledSince: row.settled_since.toISOString(),
  executedAt: row.executed_at?.toISOString() ?? null,
  counts: row.counts,
  key: row.key,
});
