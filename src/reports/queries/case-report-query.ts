import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {readRecord, unseenRecord} from '../../cases';
import type {SignedInPerson} from '../../identity';
import {Clock} from '../../platform/clock/clock';
import {reading} from '../../platform/database/statement';
import {problems} from '../../platform/errors/problem';
import {caseReport} from '../domain/case-report';
import type {DocumentModel} from '../domain/document-model';
import {reportTime} from '../domain/report-time';
import {reportInput} from './report-input';
import {ReportSources} from './report-sources';

const findOrganisation = reading<{name: string; time_zone: string}>(
  'report_organisation',
  'SELECT name, time_zone FROM organisation WHERE id = $1',
);

/** The report of a case as one reader may have it. */
@Injectable()
export class CaseReportQuery {
  readonly #log: AccessLog;
  readonly #sources: ReportSources;
  readonly #clock: Clock;

  constructor(log: AccessLog, sources: ReportSources, clock: Clock) {
    this.#log = log;
    this.#sources = sources;
    this.#clock = clock;
  }

  /** @throws Problem `not_found` alike for absent and hidden */
  async report(person: SignedInPerson, caseId: string): Promise<DocumentModel> {
    const model = await this.#log.read(person.organisationId, async (tx) => {
      const seen = await this.#sources.see(tx, person, caseId);
      if (!seen)
        return {result: null, records: [unseenRecord(caseId, {who: person.personId, what: 'reportRefused'})]};
      const now = this.#clock.now();
      const organisation = await tx.row(findOrganisation, [person.organisationId]);
      const timeZone = organisation?.time_zone ?? 'UTC';
      const source = await this.#sources.source(tx, person, seen);
      const {meta} = seen.stored.workflow;
      const exportId = `${source.body.number} ${now.toISOString()}`;
      const input = reportInput(source, {
        exportId,
        createdAt: now,
        organisation: organisation?.name ?? '',
        timeZone,
        watermark: `${person.displayName} · ${reportTime(now.toISOString(), timeZone)}`,
        title: meta.report,
        programme: meta.title,
      });
      const {relations, disclosed} = seen.view;
      const look = {who: person.personId, as: relations, what: 'reportExported', details: {number: exportId}};
      const record = readRecord(caseId, {...look, shown: disclosed.contentShown}, 'export');
      return {result: caseReport(input), records: [record]};
    });
    if (!model) throw problems.notFound();
    return model;
  }
}
