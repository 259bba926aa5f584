import {Injectable} from '@nestjs/common';
import {AccessLog, AuditRecord, AuditedTransaction, streams} from '../../audit';
import {refreshConflicts} from '../../conflicts';
import {WriteTransaction} from '../../platform/database/transaction';
import {Problem, problems} from '../../platform/errors/problem';
import {Workflow, begin} from '../../workflow';
import {referralRefusedRecord} from '../domain/case-events';
import {formFaults} from '../domain/form-check';
import {CaseBody} from '../domain/present-case';
import {programmeUnknown} from '../domain/programme-unknown';
import {withoutIdentities} from '../domain/referral-identities';
import {findDefaultCommittee} from '../persistence/case-rows';
import {insertReferralKey} from '../persistence/referral-keys';
import {CaseUser} from '../queries/case-door';
import {CaseReading} from '../queries/case-reading';
import {ActionWriter, ActionWriterSource} from './action-writer';
import {OpenCase, Referral} from './open-case';
import {tellWhoIsNext} from './tell-who-is-next';
import {REFERRING} from '../queries/case-views';

/** Marks a referral of a list, so that it is never sent twice by the same person. */
export interface SentOnce {
  /** 32 bytes that tell this referral from others. */
  readonly key: Buffer;
  readonly at: Date;
}

/** Opens a case for each physician of a referral; those of one event are linked, which no subject sees. */
@Injectable()
export class ReferCase {
  readonly #transaction: AuditedTransaction;
  readonly #opening: OpenCase;
  readonly #reading: CaseReading;
  readonly #writers: ActionWriterSource;
  readonly #log: AccessLog;

  constructor(
    transaction: AuditedTransaction,
    log: AccessLog,
    opening: OpenCase,
    reading: CaseReading,
    writers: ActionWriterSource,
  ) {
    this.#transaction = transaction;
    this.#log = log;
    this.#opening = opening;
    this.#reading = reading;
    this.#writers = writers;
  }

  /**
   * @returns the case of the first physician as the referrer sees it
   * @throws Problem `invalid` with a fault for each field; the refusal is put on record; and what violates a unique key when
   *   this person has sent `once` before
   */
  async refer(user: CaseUser, programme: string, data: unknown, once?: SentOnce): Promise<CaseBody> {
    const {organisationId, personId} = user;
    return this.#log.recordingRefusals(
      organisationId,
      (code) => referralRefusedRecord(personId, code),
      () => this.#referred(user, programme, data, once),
    );
  }

  async #referred(user: CaseUser, programme: string, data: unknown, once?: SentOnce): Promise<CaseBody> {
    const workflow = this.#reading.workflows.offered(programme);
    if (!workflow) throw programmeUnknown();
    const {organisationId, personId} = user;
    return this.#transaction.run(organisationId, async (tx) => {
      const referral = await this.#checked(tx, user, workflow, data);
      const committee = await tx.row(findDefaultCommittee, [organisationId, workflow.id]);
      if (!committee) throw committeeMissing(workflow);
      const subjects = [...new Set([referral.focusPhysician, ...(referral.furtherPhysicians ?? [])])];
      const eventGroup = subjects.length > 1 ? this.#writers.randomness.uuid() : null;
      const writers: ActionWriter[] = [];
      for (const subjectId of subjects) {
        const opened = {workflow, committeeId: committee.id, subjectId, eventGroup, referral};
        writers.push(await this.#open(tx, user, opened));
      }
      // Once all are there: who is reviewed in one of them is in conflict with each.
      for (const writer of writers) {
        await refreshConflicts(writer.context({personId, relations: new Set()}, null));
        await tellWhoIsNext(tx, writer.stored, {actor: personId, writer, waited: []});
      }
      const [first = '', ...others] = writers.map(({stored}) => stored.row.id);
      if (once) await tx.write(insertReferralKey, [organisationId, personId, once.key, first, once.at]);
      const body = await this.#body(tx, user, first);
      return {result: body, records: [opened(first, user), ...others.map((id) => opened(id, user))]};
    });
  }

  async #open(
    tx: WriteTransaction,
    user: CaseUser,
    {
      workflow,
      committeeId,
      subjectId,
      eventGroup,
      referral,
    }: {
      workflow: Workflow;
      committeeId: string;
      subjectId: string;
      eventGroup: string | null;
      referral: Referral;
    },
  ): Promise<ActionWriter> {
    const {organisationId, personId} = user;
    const caseId = await this.#opening.insert(tx, {
      organisationId,
      workflow,
      committeeId,
      subjectId,
      eventGroup,
      referrerId: personId,
      class: referral.class,
      ...begin(workflow),
    });
    const stored = await this.#reading.door.load(tx, organisationId, caseId);
    if (!stored) throw new Error(`case ${caseId} was not stored`);
    const writer = await this.#writers.writer(tx, stored);
    await writer.relate(subjectId, 'subject');
    await writer.relate(personId, 'referrer');
    const {patientReference} = referral;
    const content = withoutIdentities(referral);
    await writer.addItem({kind: 'referral', compartment: 'referral', owner: personId, content});
    const patient = {reference: patientReference};
    await writer.addItem({kind: 'patient', compartment: 'patientIdentity', owner: null, content: patient});
    return writer;
  }

  async #checked(tx: WriteTransaction, user: CaseUser, workflow: Workflow, data: unknown): Promise<Referral> {
    const {forms} = this.#reading;
    const form = forms.form(workflow, workflow.meta.referral.form);
    const {organisationId, personId} = user;
    const choices = await forms.choices(form, {...REFERRING, tx, organisationId, personId});
    const faults = formFaults(form, data, choices);
    if (faults.length > 0) throw problems.invalid(faults);
    return data as Referral;
  }

  async #body(tx: WriteTransaction, user: CaseUser, caseId: string): Promise<CaseBody> {
    const stored = await this.#reading.door.load(tx, user.organisationId, caseId);
    const seen = stored && (await this.#reading.door.view(tx, stored, user));
    if (!seen) throw new Error('the workflow shows a referrer nothing of their own referral');
    return this.#reading.door.body(tx, seen, user);
  }
}

const opened = (caseId: string, {personId}: CaseUser): AuditRecord => ({
  stream: streams.case(caseId),
  kind: 'change',
  event: {
    type: 'referred',
    action: 'C',
    outcome: '0',
    who: personId,
    as: ['referrer'],
    on: caseId,
    details: {},
  },
});

const committeeMissing = (workflow: Workflow): Problem =>
  problems.invalid(
    [{pointer: '/programme', detail: 'has no committee yet: an administrator must name one'}],
    `No committee takes cases of ${workflow.meta.title} yet.`,
  );
