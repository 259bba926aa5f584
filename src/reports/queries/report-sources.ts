import {Injectable} from '@nestjs/common';
import {CaseDoor, CaseHistory, SeenCase} from '../../cases';
import {ChartSummaryQuery} from '../../charts';
import type {SignedInPerson} from '../../identity';
import {ReadTransaction} from '../../platform/database/transaction';
import {InstrumentCatalogue, withInstruments} from '../../reviews';
import type {InstrumentReference} from '../../reviews';
import type {ReportSource} from './report-input';

/** Gathers what a report is made of, each part as its reader may have it. */
@Injectable()
export class ReportSources {
  readonly #door: CaseDoor;
  readonly #history: CaseHistory;
  readonly #chart: ChartSummaryQuery;
  readonly #instruments: InstrumentCatalogue;

  constructor(
    door: CaseDoor,
    history: CaseHistory,
    chart: ChartSummaryQuery,
    instruments: InstrumentCatalogue,
  ) {
    this.#door = door;
    this.#history = history;
    this.#chart = chart;
    this.#instruments = instruments;
  }

  see(tx: ReadTransaction, person: SignedInPerson, caseId: string): Promise<SeenCase | null> {
    return this.#door.see(tx, person, caseId);
  }

  /** See `CaseDoor`. */
  takenOut(tx: ReadTransaction, seen: SeenCase, person: SignedInPerson): Promise<SeenCase | null> {
    return this.#door.takenOut(tx, seen, person);
  }

  async source(tx: ReadTransaction, person: SignedInPerson, seen: SeenCase): Promise<ReportSource> {
    const body = await this.#door.body(tx, seen, person);
    const reviews = body.content.filter(({kind}) => kind === 'review');
    const answered = reviews.map(({data}) => (data as {instrument: InstrumentReference}).instrument);
    return {
      body,
      chart: await this.#chart.summary(tx, seen),
      history: await this.#history.entries(tx, person, seen),
      forms: seen.stored.workflow.forms,
      instruments: await withInstruments(tx, this.#instruments, answered),
    };
  }
}
