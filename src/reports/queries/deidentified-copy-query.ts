import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {SeenCase, readRecord, unseenRecord} from '../../cases';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {Randomness} from '../../platform/crypto/randomness';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {caseReport} from '../domain/case-report';
import {Purpose, deidentifiedCopy} from '../domain/deidentified-copy';
import type {DocumentModel} from '../domain/document-model';
import {reportInput} from './report-input';
import {ReportSources} from './report-sources';

/** A copy of a settled case for others, which says nobody's name and no date. */
@Injectable()
export class DeidentifiedCopyQuery {
  readonly #log: AccessLog;
  readonly #sources: ReportSources;
  readonly #clock: Clock;
  readonly #randomness: Randomness;

  constructor(log: AccessLog, sources: ReportSources, clock: Clock, randomness: Randomness) {
    this.#log = log;
    this.#sources = sources;
    this.#clock = clock;
    this.#randomness = randomness;
  }

  /** @throws Problem `not_found` alike for absent and hidden, and where this person may take out none */
  async copy(person: SignedInPerson, caseId: string, purpose: Purpose): Promise<DocumentModel> {
    const model = await this.#log.read(person.organisationId, async (tx) => {
      const seen = await this.#sources.see(tx, person, caseId);
      const outside = seen && (await this.#sources.takenOut(tx, seen, person));
      if (!outside) {
        const refusal = {who: person.personId, what: 'deidentifiedCopyRefused'};
        return {result: null, records: [unseenRecord(caseId, refusal)]};
      }
      const number = this.#randomness.uuid();
      const model = await this.#model(tx, person, {outside, number, purpose});
      const {relations, disclosed} = outside.view;
      const look = {who: person.personId, as: relations, what: 'deidentifiedCopyExported'};
      const details = {number, for: purpose};
      const record = readRecord(caseId, {...look, details, shown: disclosed.contentShown}, 'export');
      return {result: model, records: [record]};
    });
    if (!model) throw problems.notFound();
    return model;
  }

  async #model(
    tx: ReadTransaction,
    person: SignedInPerson,
    {outside, number, purpose}: {outside: SeenCase; number: string; purpose: Purpose},
  ): Promise<DocumentModel> {
    const source = await this.#sources.source(tx, person, outside);
    const {disclosed, masking} = outside.view;
    const {title, report} = outside.stored.workflow.meta;
    const input = reportInput(source, {
      exportId: number,
      createdAt: this.#clock.now(),
      organisation: '',
      timeZone: 'UTC',
      watermark: number,
      title: report,
      programme: title,
    });
    const privilegeText = masking.text(disclosed.masks).mask(source.body.privilege);
    return caseReport(deidentifiedCopy(input, {number, purpose, privilegeText}));
  }
}
