import {Injectable} from '@nestjs/common';
import {Randomness} from '../platform/crypto/randomness';
import {WriteTransaction} from '../platform/database/transaction';
import {enqueueJob} from '../platform/jobs/enqueue-job';
import {NoticeKind, isNoticeKind} from './domain/notice-kind';
import {NoticeSettings} from './notice-settings';
import {insertNotice} from './persistence/notice-statements';

/** Kind of the jobs that send mail; their payload is `{noticeId}`. */
export const MAIL_JOB = 'mail';

export interface NewNotice {
  /** Organisation's id. */
  readonly organisation: string;
  /** Id of the one person who is told. */
  readonly person: string;
  /** Null when it concerns no case. */
  readonly caseId: string | null;
  readonly kind: NoticeKind;
  readonly at: Date;
}

/** Tells people that something awaits them, as part of the change that makes it so. */
@Injectable()
export class Notices {
  readonly #randomness: Randomness;
  readonly #settings: NoticeSettings;

  constructor(randomness: Randomness, settings: NoticeSettings) {
    this.#randomness = randomness;
    this.#settings = settings;
  }

  /**
   * Writes a notice to the person's inbox and, where mail is set up, queues the mail that announces it. Both come to be
   * with the caller's commit and stand on the caller's record.
   *
   * @throws RangeError for a kind without a title, which a workflow definition may name
   */
  async notify(tx: WriteTransaction, {organisation, person, caseId, kind, at}: NewNotice): Promise<void> {
    if (!isNoticeKind(kind)) throw new RangeError(`there are no notices of kind ${String(kind)}`);
    const id = this.#randomness.uuid();
    const mailed = this.#settings.smtp !== null;
    await tx.write(insertNotice, [organisation, id, person, caseId, kind, at, mailed ? 'waiting' : 'none']);
    if (mailed) await enqueueJob(tx, {organisation, kind: MAIL_JOB, payload: {noticeId: id}, dueAt: at});
  }
}
