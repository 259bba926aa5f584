import {Injectable} from '@nestjs/common';
import {AuditedTransaction, streams} from '../../audit';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {lockOwnNotice, markRead} from '../persistence/notice-statements';

/** Marks one of a person's own notices as read; the first time counts. */
@Injectable()
export class MarkNoticeRead {
  readonly #audited: AuditedTransaction;
  readonly #clock: Clock;

  constructor(audited: AuditedTransaction, clock: Clock) {
    this.#audited = audited;
    this.#clock = clock;
  }

  /** @throws Problem `not_found` for an absent notice as for somebody else's */
  async run(person: SignedInPerson, noticeId: string): Promise<void> {
    await this.#audited.run(person.organisationId, async (tx) => {
      const notice = await tx.row(lockOwnNotice, [person.organisationId, person.personId, noticeId]);
      if (!notice) throw problems.notFound();
      const readAt = notice.read_at ?? this.#clock.now();
      await tx.write(markRead, [person.organisationId, noticeId, readAt]);
      return {
        result: undefined,
        records: [
          {
            stream: streams.account(person.personId),
            kind: 'change',
            event: {
              type: 'noticeRead',
              action: 'U',
              outcome: '0',
              who: person.personId,
              as: [],
              on: null,
              details: {notice: noticeId},
            },
          },
        ],
      };
    });
  }
}
