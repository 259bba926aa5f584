import {Injectable} from '@nestjs/common';
import type {SignedInPerson} from '../../identity';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {ReadDatabase} from '../../platform/database/read-database';
import {SealedCursors} from '../../platform/http/sealed-cursors';
import {CaseVisibility} from '../case-visibility';
import {NoticeKind, noticeTitles} from '../domain/notice-kind';
import {NoticeRow, inboxPage} from '../persistence/notice-statements';

export interface InboxItem {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly title: string;
  /** Null when it concerns no case, and as soon as the person may no longer see it. */
  readonly caseId: string | null;
  readonly createdAt: string;
  readonly readAt: string | null;
}

export interface InboxPage {
  readonly items: readonly InboxItem[];
  /** Cursor of the next page, null at the end. */
  readonly next: string | null;
}

interface Position {
  readonly createdAt: string;
  readonly id: string;
}

const START: Position = {createdAt: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff'};

/** A person's own notices, latest first. */
@Injectable()
export class ListInbox {
  readonly #database: ReadDatabase;
  readonly #visibility: CaseVisibility;
  readonly #cursors: SealedCursors<Position>;

  constructor(database: ReadDatabase, visibility: CaseVisibility, key: KeyEncryptionKey) {
    this.#database = database;
    this.#visibility = visibility;
    this.#cursors = new SealedCursors(key);
  }

  /** @throws Problem `malformed` for a cursor that was not made here for this person */
  async page(
    person: SignedInPerson,
    {limit, cursor}: {limit: number; cursor: string | null},
  ): Promise<InboxPage> {
    const after = cursor === null ? START : this.#cursors.open(purpose(person), cursor);
    const rows = await this.#database.read((tx) =>
      tx.rows(inboxPage, [person.organisationId, person.personId, after.createdAt, after.id, limit + 1]),
    );
    const shown = rows.slice(0, limit);
    const visible = await this.#visibility.visible(person, [
      ...new Set(shown.flatMap((row) => row.case_id ?? [])),
    ]);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      items: shown.map((row) => present(row, visible)),
      next: last ? this.#cursors.seal(purpose(person), positionOf(last)) : null,
    };
  }
}

const purpose = (person: SignedInPerson): string => `inbox/${person.organisationId}/${person.personId}`;

const positionOf = (row: NoticeRow): Position => ({createdAt: row.created_at.toISOString(), id: row.id});

const present = (row: NoticeRow, visible: ReadonlySet<string>): InboxItem => ({
  id: row.id,
  kind: row.kind,
  title: noticeTitles[row.kind],
  caseId: row.case_id !== null && visible.has(row.case_id) ? row.case_id : null,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});
