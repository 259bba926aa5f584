import {Injectable} from '@nestjs/common';
import {AuditRecord, AuditedTransaction, streams} from '../../audit';
import {ActionWriterSource, CaseDoor, CaseUser, SeenCase, sealInCase} from '../../cases';
import {insertNote} from '../../conflicts';
import type {ConflictKind, ConflictSource} from '../../conflicts';
import {WriteTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import type {ActionContext} from '../../workflow';

/** Names one conflict of a case. */
export interface ConflictPlace {
  readonly personId: string;
  readonly kind: ConflictKind;
  readonly source: ConflictSource;
}

/** What a change of a case's conflicts works with, under the case's lock. */
export interface ConflictChange {
  readonly tx: WriteTransaction;
  readonly seen: SeenCase;
  readonly context: ActionContext<null>;
  /** Keeps what was said, sealed under the case's key. */
  readonly note: (place: ConflictPlace, what: string, text: string) => Promise<void>;
  /** The record of the change; says of whom and what, never why. */
  readonly record: (
    type: string,
    place: ConflictPlace,
    details?: Readonly<Record<string, unknown>>,
  ) => AuditRecord;
}

/** Changes the conflicts of one case that the gate shows to whoever does it. */
@Injectable()
export class ChangeConflicts {
  constructor(
    private readonly transactions: AuditedTransaction,
    private readonly door: CaseDoor,
    private readonly writers: ActionWriterSource,
  ) {}

  /** @throws Problem `not_found` alike for absent and hidden */
  async run<T>(
    user: CaseUser,
    caseId: string,
    change: (parts: ConflictChange) => Promise<{result: T; record: AuditRecord}>,
  ): Promise<T> {
    const {organisationId, personId} = user;
    return this.transactions.run(organisationId, async (tx) => {
      const seen = await this.door.see(tx, user, caseId, {lock: true});
      if (!seen) throw problems.notFound();
      if (!seen.stored.dataKey) throw problems.actionNotAllowed('The case was disposed of.');
      const {relations} = seen.view;
      const writer = await this.writers.writer(tx, seen.stored);
      const context = writer.context({personId, relations}, null);
      const {now, randomness} = context;
      const {result, record} = await change({
        ...{tx, seen, context},
        note: async ({personId: about, kind, source}, what, text) => {
          const id = randomness.uuid();
          const content = sealInCase(seen.stored, `conflict/${id}`, text, randomness);
          const place = [organisationId, caseId, id, about, kind, source];
          await tx.write(insertNote, [...place, what, personId, now, content]);
        },
        record: (type, {personId: about, kind, source}, details = {}) => ({
          stream: streams.case(caseId),
          kind: 'change',
          event: {
            ...{type, action: 'U', outcome: '0', who: personId, as: [...relations].sort(), on: caseId},
            details: {person: about, conflict: kind, source, ...details},
          },
        }),
      });
      return {result, records: [record]};
    });
  }
}
