import {Injectable, OnModuleInit} from '@nestjs/common';
import {AtLeastOne, AuditRecord, streams} from '../../audit';
import {AccountLinks, LINK_JOB, linkTo} from '../../identity';
import type {LinkOrder} from '../../identity';
import {JobFailedError, JobHandler, JobHandlers} from '../../jobs';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {Job} from '../../platform/jobs/job';
import {linkMail} from '../domain/link-mail';
import {Mailer} from '../mail/mailer';
import {NoticeSettings} from '../notice-settings';

/**
 * Makes a one-time link and mails it, in this order and in one transaction: no link exists but in the mail. A crash
 * in between sends another mail, whose link alone opens.
 */
@Injectable()
export class SendLink implements JobHandler, OnModuleInit {
  readonly kind = LINK_JOB;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly mailer: Mailer,
    private readonly settings: NoticeSettings,
    private readonly links: AccountLinks,
    private readonly clock: Clock,
  ) {}

  /** Without a mail server nothing is attempted; what waits is sent once there is one. */
  onModuleInit(): void {
    if (this.mailer.configured) this.handlers.register(this);
  }

  async run(tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>> {
    const order = orderOf(job);
    const made = await this.links.make(tx, order);
    if (!made) throw new JobFailedError('nobody who may sign in awaits this link', {permanent: true});
    const {site} = this.settings;
    const link = {link: linkTo(site, made.token), purpose: order.purpose};
    const mail = linkMail(made.recipient, link, {site, id: job.id});
    if (!mail) throw new JobFailedError('the address on file is no mail address', {permanent: true});
    await this.mailer.send(mail, this.clock.now());
    return made.records;
  }

  async abandoned(_tx: WriteTransaction, job: Job, reason: string): Promise<AtLeastOne<AuditRecord>> {
    const {personId, purpose} = orderOf(job);
    const event = {
      type: 'linkMailFailed',
      action: 'E',
      outcome: '4',
      who: 'system',
      as: [],
      on: personId,
      details: {purpose, reason},
    } as const;
    return Promise.resolve([{stream: streams.organisation(), kind: 'change', event}]);
  }
}

function orderOf({organisation, payload}: Job): LinkOrder {
  const {person, purpose} = payload;
  if (typeof person !== 'string' || (purpose !== 'invitation' && purpose !== 'recovery'))
    throw new JobFailedError('the job names no link', {permanent: true});
  return {organisationId: organisation, personId: person, purpose};
}
