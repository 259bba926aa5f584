import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseDoor, CaseUser, SeenCase, readRecord, unseenRecord} from '../../cases';
import {OLDEST} from '../../masking';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadTransaction} from '../../platform/database/transaction';
import {problems} from '../../platform/errors/problem';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import type {ChartPatient, TimelineEntry} from '../domain/timeline';
import {ChartCase, readContents, readEntries, readMarks} from '../persistence/stored-chart';
import {inOrder} from '../persistence/timeline-mark';
import {ShownDocument, chartCaseOf, isChart, shownDocuments, totals} from './shown-documents';
import {shownEntries, shownMarks} from './shown-entries';

export interface ChartPage {
  readonly documents: readonly Omit<ShownDocument, 'notUnderstood' | 'own' | 'compartment'>[];
  /** Absent where the viewer may not know who the patient is. */
  readonly patients?: readonly ChartPatient[];
  /** In place of them. */
  readonly maskedPatient?: MaskedPatient;
  /** What those who took part are called by whoever does not know them. Absent for these. */
  readonly pseudonyms?: readonly {readonly pseudonym: string; readonly names: readonly string[]}[];
  readonly counts: Readonly<Record<string, number>>;
  readonly notUnderstood: Readonly<Record<string, number>>;
  readonly entries: readonly TimelineEntry[];
  readonly next: string | null;
}

export interface MaskedPatient {
  /** In completed years at the index event: `67`, `90 or older`. */
  readonly age: string | null;
  readonly gender: string | null;
}

export interface ChartPageRequest {
  readonly caseId: string;
  readonly limit: number;
  /** `next` of the page before; null for the first. */
  readonly cursor: string | null;
}

/** Where the next page begins. What is attached meanwhile does not shift the pages that were begun. */
interface Position {
  readonly offset: number;
  readonly until: string | null;
}

const START: Position = {offset: 0, until: null};

/** The timeline of a case's charts, a page at a time, put on record. */
@Injectable()
export class ShowChart {
  readonly #log: AccessLog;
  readonly #door: CaseDoor;
  readonly #cursors: SealedCursors<Position>;

  constructor(log: AccessLog, door: CaseDoor, key: KeyEncryptionKey) {
    this.#log = log;
    this.#door = door;
    this.#cursors = new SealedCursors(key);
  }

  /** @throws Problem `not_found` for absent and hidden alike, `malformed` for a cursor that was not made here for them */
  async page(user: CaseUser, request: ChartPageRequest): Promise<ChartPage> {
    const page = await this.#log.read(user.organisationId, async (tx) => {
      const seen = await this.#door.see(tx, user, request.caseId);
      const documents = seen === null ? [] : shownDocuments(seen);
      if (seen === null || (documents.length === 0 && !seen.view.disclosed.sees.has('chart')))
        return {
          result: null,
          records: [unseenRecord(request.caseId, {who: user.personId, what: 'chartRefused'})],
        };
      const result = await this.#page(tx, {user, seen, documents}, request);
      if (documents.length === 0) return {result, records: []};
      const shown = ['chart', ...(result.patients ? (['patientIdentity'] as const) : [])] as const;
      const access = {who: user.personId, as: seen.view.relations, what: 'chartOpened', shown};
      return {result, records: [readRecord(request.caseId, access)]};
    });
    if (!page) throw problems.notFound();
    return page;
  }

  /** Who the case is about, or what may be told of them. */
  async #people(
    tx: ReadTransaction,
    seen: SeenCase,
    charts: readonly ShownDocument[],
  ): Promise<Pick<ChartPage, 'patients' | 'maskedPatient' | 'pseudonyms'>> {
    const {sees, masks} = seen.view.disclosed;
    const patients = await patientsIn(tx, chartCaseOf(seen), charts);
    const names = new Map(
      charts
        .flatMap(({id}) => seen.view.masking.identitiesOf(id)?.cast ?? [])
        .map((member) => [member.pseudonym, member.names]),
    );
    return {
      ...(sees.has('patientIdentity') && {patients}),
      ...(masks.has('patient') && {maskedPatient: aboutPatient(seen, patients)}),
      ...(sees.has('subjectIdentity') && {
        pseudonyms: [...names].map(([pseudonym, known]) => ({pseudonym, names: known})).sort(byPseudonym),
      }),
    };
  }

  async #page(
    tx: ReadTransaction,
    {user, seen, documents}: {user: CaseUser; seen: SeenCase; documents: readonly ShownDocument[]},
    {caseId, limit, cursor}: ChartPageRequest,
  ): Promise<ChartPage> {
    const purpose = `chart-cursor/${user.organisationId}/${user.personId}/${caseId}`;
    const {offset, until} = cursor === null ? START : this.#cursors.open(purpose, cursor);
    const charts = documents.filter(isChart);
    const paged = charts.filter(({attachedAt}) => until === null || attachedAt <= until);
    const chart = chartCaseOf(seen);
    const marks = inOrder(shownMarks(seen, await readMarks(tx, chart, idsOf(paged))));
    const page = marks.slice(offset, offset + limit);
    const position: Position = {offset: offset + limit, until: until ?? paged.at(-1)?.attachedAt ?? null};
    return {
      documents: documents.map(({id, kind, name, mediaType, bytes, counts, attachedAt}) => ({
        ...{id, kind, name, mediaType, counts, attachedAt},
        ...(bytes !== undefined && {bytes}),
      })),
      ...(await this.#people(tx, seen, charts)),
      counts: totals(documents.map(({counts}) => counts)),
      notUnderstood: totals(documents.map(({notUnderstood}) => notUnderstood)),
      entries: shownEntries(seen, {marks: page, entries: await readEntries(tx, chart, page)}),
      next: marks.length > offset + limit ? this.#cursors.seal(purpose, position) : null,
    };
  }
}

/** Age and sex, without which care cannot be judged; an age over 89 is not told (45 CFR 164.514(b)(2)(i)(C)). */
function aboutPatient({view}: SeenCase, patients: readonly ChartPatient[]): MaskedPatient {
  const {time} = view.masking.text(view.disclosed.masks);
  const ages = patients.flatMap(({birthDate}) => (birthDate === null ? [] : (time.ageOf(birthDate) ?? [])));
  const [age] = ages;
  return {
    age: age === undefined ? null : age > OLD ? OLDEST : String(age),
    gender: patients.map(({gender}) => gender).find((gender) => gender !== null) ?? null,
  };
}

const byPseudonym = (one: {pseudonym: string}, other: {pseudonym: string}): number =>
  one.pseudonym < other.pseudonym ? -1 : 1;

const OLD = 89;

const idsOf = (documents: readonly ShownDocument[]): string[] => documents.map(({id}) => id);

/** Whoever the charts are about; the same person in two exports stands once where they agree in every word. */
async function patientsIn(
  tx: ReadTransaction,
  chart: ChartCase,
  charts: readonly ShownDocument[],
): Promise<ChartPatient[]> {
  const contents = await readContents(tx, chart, idsOf(charts));
  const patients = contents.flatMap(({reading}) => reading?.patients ?? []);
  return [...new Map(patients.map((patient) => [JSON.stringify(patient), patient])).values()];
}
