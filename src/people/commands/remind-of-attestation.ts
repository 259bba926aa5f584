import {Injectable, OnModuleInit} from '@nestjs/common';
import {AtLeastOne, AuditRecord, streams} from '../../audit';
import {ATTESTATION_JOB, ListAttestations} from '../../identity';
import {JobFailedError, JobHandler, JobHandlers} from '../../jobs';
import {Notices} from '../../notices';
import {Clock} from '../../platform/clock/clock';
import {WriteTransaction} from '../../platform/database/transaction';
import {Job} from '../../platform/jobs/job';

/** Tells somebody before their yearly attestation lapses; nothing when they have signed again, or need not any more. */
@Injectable()
export class RemindOfAttestation implements JobHandler, OnModuleInit {
  readonly kind = ATTESTATION_JOB;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly attestations: ListAttestations,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>> {
    const {person, until} = lapseOf(job);
    const {organisation} = job;
    const told = await this.attestations.lapses(tx, {organisationId: organisation, personId: person, until});
    const at = this.clock.now();
    if (told) await this.notices.notify(tx, {organisation, person, caseId: null, kind: 'attestationDue', at});
    return [record(person, told ? 'attestationReminded' : 'attestationReminderDropped')];
  }

  async abandoned(_tx: WriteTransaction, job: Job): Promise<AtLeastOne<AuditRecord>> {
    return Promise.resolve([record(lapseOf(job).person, 'attestationReminderDropped')]);
  }
}

const record = (person: string, type: string): AuditRecord => ({
  stream: streams.organisation(),
  kind: 'change',
  event: {type, action: 'E', outcome: '0', who: 'system', as: [], on: person, details: {}},
});

function lapseOf({payload: {person, until}}: Job): {person: string; until: Date} {
  if (typeof person !== 'string' || typeof until !== 'string')
    throw new JobFailedError('the job names no attestation', {permanent: true});
  return {person, until: new Date(until)};
}
