import {Readable} from 'node:stream';
import {Injectable} from '@nestjs/common';
import {AuditedTransaction, KnownTrees, LogPosition, PublishedTree} from '../../audit';
import {CaseUser} from '../../cases';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {problems} from '../../platform/errors/problem';
import {renderDocument} from '../../reports';
import {EventItem} from '../domain/event-item';
import {ExportFormat, ExportHead, eventLine, firstLines} from '../domain/export-lines';
import {eventReport} from '../domain/event-report';
import {EventQuestion} from '../domain/project-event';
import {filtersOf} from '../domain/question-filters';
import {fhirLine} from '../domain/fhir-lines';
import {findOrganisation} from '../persistence/desk-rows';
import {proved} from '../queries/event-proofs';
import {ReadEvents} from '../queries/read-events';
import {Exporter, beginExport} from './begin-export';

export interface MadeExport {
  readonly number: string;
  readonly content: Readable;
}

const BATCH = 500;
/** A document is laid out as a whole. */
const MOST_IN_PDF = 5000;

/** Exports what answers a question: numbered, watermarked, on record before the first byte, then streamed. */
@Injectable()
export class ExportEvents {
  readonly #transaction: AuditedTransaction;
  readonly #database: ReadDatabase;
  readonly #events: ReadEvents;
  readonly #tree: PublishedTree;
  readonly #clock: Clock;

  constructor(
    transaction: AuditedTransaction,
    database: ReadDatabase,
    events: ReadEvents,
    tree: PublishedTree,
    clock: Clock,
  ) {
    this.#transaction = transaction;
    this.#database = database;
    this.#events = events;
    this.#tree = tree;
    this.#clock = clock;
  }

  /** @throws Problem `invalid` when a PDF would hold more events than can be printed at once */
  async run(user: Exporter, question: EventQuestion, format: ExportFormat): Promise<MadeExport> {
    const now = this.#clock.now();
    // What is recorded from now on is not part of it, the export's own event first of all.
    const asked = {...question, to: question.to && question.to < now ? question.to : now};
    const printed = format === 'pdf' ? await this.#forPrint(user, asked) : [];
    const head = await this.#begin(user, question, {format, now});
    if (format !== 'pdf')
      return {number: head.number, content: Readable.from(this.#lines(user, asked, {head, format}))};
    const row = await this.#database.read((tx) => tx.row(findOrganisation, [user.organisationId]));
    return {number: head.number, content: renderDocument(eventReport(head, printed, row?.name ?? ''))};
  }

  async #begin(
    user: Exporter,
    question: EventQuestion,
    {format, now}: {format: ExportFormat; now: Date},
  ): Promise<ExportHead> {
    const {organisationId} = user;
    const filters = filtersOf(question);
    const checkpoint = await this.#tree.checkpoint(organisationId);
    return this.#transaction.run(organisationId, async (tx) => {
      const {case: asked} = question;
      const counts = asked !== undefined && (await this.#events.counts(tx, user, asked));
      const cases = counts ? [asked] : null;
      const begun = {what: 'events', type: 'logExported', format, filters, cases, checkpoint, now} as const;
      return beginExport(tx, user, begun);
    });
  }

  async *#lines(
    user: CaseUser,
    question: EventQuestion,
    {head, format}: {head: ExportHead; format: 'ndjson' | 'fhir' | 'csv'},
  ): AsyncGenerator<string, void> {
    const {organisationId: organisation} = user;
    const log = {organisation, checkpoint: head.checkpoint, known: new KnownTrees()};
    yield firstLines[format](head);
    for await (const items of this.#batches(user, question))
      if (format === 'fhir') yield items.map((item) => fhirLine(item, head, organisation)).join('');
      else if (format === 'csv') yield items.map((item) => eventLine.csv(item, head)).join('');
      else {
        const whole = await this.#database.read((tx) => proved(tx, log, items));
        yield whole.map((item) => eventLine.ndjson(item, head)).join('');
      }
  }

  async #forPrint(user: CaseUser, question: EventQuestion): Promise<EventItem[]> {
    const all: EventItem[] = [];
    for await (const items of this.#batches(user, question)) {
      all.push(...items);
      if (all.length > MOST_IN_PDF)
        throw problems.invalid([
          {
            pointer: '/format',
            detail: `takes ${MOST_IN_PDF} events at most as pdf; ask for less, or for csv`,
          },
        ]);
    }
    return all;
  }

  /** A transaction a batch, so that a slow reader holds nothing. */
  async *#batches(user: CaseUser, question: EventQuestion): AsyncGenerator<readonly EventItem[], void> {
    let after: LogPosition | null = null;
    do {
      const from: LogPosition | null = after;
      const {items, next} = await this.#database.read(async (tx) => {
        const batch = await this.#events.batch(tx, user, question, {after: from, size: BATCH});
        return {items: await this.#events.named(tx, user.organisationId, batch.items), next: batch.next};
      });
      after = next;
      yield items;
    } while (after);
  }
}
