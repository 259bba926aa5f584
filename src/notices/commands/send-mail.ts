import {Injectable, OnModuleInit} from '@nestjs/common';
import {AtLeastOne, AuditRecord, streams} from '../../audit';
import {JobFailedError, JobHandler, JobHandlers} from '../../jobs';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {Job} from '../../platform/jobs/job';
import {noticeMail} from '../domain/notice-mail';
import {Mailer} from '../mail/mailer';
import {NoticeSettings} from '../notice-settings';
import {MAIL_JOB} from '../notices';
import {markMailFailed, markMailed, noticeToMail} from '../persistence/notice-statements';

/**
 * Sends the mail of a notice. It is marked as sent after the mail server has taken it: a crash in between sends it
 * again, under the same Message-ID, rather than never.
 */
@Injectable()
export class SendMail implements JobHandler, OnModuleInit {
  readonly kind = MAIL_JOB;
  readonly #handlers: JobHandlers;
  readonly #mailer: Mailer;
  readonly #settings: NoticeSettings;
  readonly #clock: Clock;

  constructor(handlers: JobHandlers, mailer: Mailer, settings: NoticeSettings, clock: Clock) {
    this.#handlers = handlers;
    this.#mailer = mailer;
    this.#settings = settings;
    this.#clock = clock;
  }

  /** Without a mail server nothing is attempted; what waits is sent once there is one. */
  onModuleInit(): void {
    if (this.#mailer.configured) this.#handlers.register(this);
  }

  async run(tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>> {
    const noticeId = noticeOf(job);
    const row = await tx.row(noticeToMail, [job.organisation, noticeId]);
    if (!row) throw new JobFailedError('no mail awaits this job', {permanent: true});
    const recipient = {name: row.display_name, address: row.email};
    const mail = noticeMail(recipient, this.#settings.site, noticeId);
    if (!mail) throw new JobFailedError('the address on file is no mail address', {permanent: true});
    await this.#mailer.send(mail, this.#clock.now());
    await tx.write(markMailed, [job.organisation, noticeId]);
    return [outcome('noticeMailed', noticeId)];
  }

  async abandoned(tx: WriteTransaction, job: Job, reason: string): Promise<AtLeastOne<AuditRecord>> {
    const noticeId = noticeOf(job);
    await tx.write(markMailFailed, [job.organisation, noticeId, reason]);
    return [outcome('noticeMailFailed', noticeId)];
  }
}

function noticeOf(job: Job): string {
  const {noticeId} = job.payload;
  if (typeof noticeId !== 'string') throw new JobFailedError('the job names no notice', {permanent: true});
  return noticeId;
}

/** On the organisation's stream, so that no case under way waits for its mail; it names the notice and no more. */
const outcome = (type: 'noticeMailed' | 'noticeMailFailed', noticeId: string): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'change',
  event: {
    type,
    action: 'E',
    outcome: type === 'noticeMailed' ? '0' : '4',
    who: 'system',
    as: [],
    on: null,
    details: {notice: noticeId},
  },
});
