import {Injectable} from '@nestjs/common';
import {LogPosition} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadTransaction, WriteTransaction} from '../../platform/database/transaction';
import {accessOf} from '../queries/access-of';
import {SeenFinding} from '../domain/seen-finding';
import {SEEING} from '../domain/sightings';
import {Access, Finding, unusualAccess} from '../domain/unusual-access';
import {findOrganisation} from '../persistence/desk-rows';
import {insertFinding} from '../persistence/finding-rows';
import {FindingSights} from '../queries/finding-sights';
import {EventBatch, ReadEvents} from '../queries/read-events';

const BATCH = 1000;

/** Runs a look at the database: a batch in a transaction of its own, or all in the caller's. */
export type Looking = <T>(look: (tx: ReadTransaction) => Promise<T>) => Promise<T>;

/** Finds unusual access in the log and enters what is found, for whoever asks and for the night. */
@Injectable()
export class EnterFindings {
  constructor(
    private readonly events: ReadEvents,
    private readonly clock: Clock,
    private readonly randomness: Randomness,
    private readonly sights: FindingSights,
  ) {}

  /** Who acted under a relation whose identity the gate hides from `user` is left out. */
  async found(user: CaseUser, {from, to}: {from: Date; to: Date}, looking: Looking): Promise<Finding[]> {
    const row = await looking((tx) => tx.row(findOrganisation, [user.organisationId]));
    const all: Access[] = [];
    let after: LogPosition | null = null;
    const question = {kinds: [...SEEING, 'refusal'], from, to};
    do {
      const place: LogPosition | null = after;
      const batch: EventBatch = await looking((tx) =>
        this.events.batch(tx, user, question, {after: place, size: BATCH}),
      );
      all.push(...batch.items.flatMap(accessOf));
      after = batch.next;
    } while (after);
    return unusualAccess(all, row?.time_zone ?? 'UTC');
  }

  /** What `user` may have of each; see `FindingSights`. */
  async seen(
    tx: ReadTransaction,
    user: CaseUser,
    findings: readonly Pick<Finding, 'rule' | 'who' | 'evidence'>[],
  ): Promise<readonly (SeenFinding | null)[]> {
    return this.sights.seen(tx, user, findings);
  }

  /** @returns those that are new: each is entered once, and looking again never opens what somebody has explained */
  async enter(
    tx: WriteTransaction,
    organisationId: string,
    found: readonly Finding[],
  ): Promise<readonly Finding[]> {
    const fresh: Finding[] = [];
    for (const one of found) {
      const {rule, who, day, since, until, evidence} = one;
      const place = [
        organisationId,
        this.randomness.uuid(),
        `${rule}/${day}/${who}`,
        rule,
        who,
        since,
        until,
      ];
      const written = await tx.write(insertFinding, [...place, JSON.stringify(evidence), this.clock.now()]);
      if (written.length > 0) fresh.push(one);
    }
    return fresh;
  }
}
