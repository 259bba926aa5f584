import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {KeyEncryptionKey} from '../../platform/crypto/sealing';
import {NamedPerson, personNamed} from '../domain/event-item';
import {withoutNames} from '../domain/project-event';
import {findExports} from '../persistence/desk-rows';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';
import {PageRequest, RegisterCursors, RegisterPage} from './register-page';

export interface ExportEntry {
  readonly number: string;
  readonly what: string;
  readonly format: string;
  readonly filters: object;
  readonly madeBy: NamedPerson | null;
  readonly madeAt: string;
}

/** The register of exports, latest first, page by page. For whom and which case a colleague asked is left out, as in the log. */
@Injectable()
export class ListExports {
  readonly #cursors: RegisterCursors;

  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
    keys: KeyEncryptionKey,
  ) {
    this.#cursors = new RegisterCursors(keys, 'exports');
  }

  /** @throws Problem `malformed` on a cursor that is not ours */
  async latest(user: CaseUser, {limit, cursor}: PageRequest): Promise<RegisterPage<ExportEntry>> {
    const {organisationId, personId} = user;
    const start = this.#cursors.start(user, cursor);
    return deskLook(this.log, user, {type: 'exportsListed'}, async (tx) => {
      const found = await tx.rows(findExports, [organisationId, start.at, start.id, limit + 1]);
      const {rows, next} = this.#cursors.cut(user, found, {
        limit,
        placeOf: ({made_at, number}) => ({at: made_at.toISOString(), id: number}),
      });
      const names = await this.events.names(tx, organisationId, [
        ...new Set(rows.map(({made_by}) => made_by)),
      ]);
      const items = rows.map(({number, what, format, question, made_by, made_at}) => ({
        number,
        what,
        format,
        filters: made_by === personId ? question : withoutNames(question),
        madeBy: personNamed(made_by, names),
        madeAt: made_at.toISOString(),
      }));
      return {items, next};
    });
  }
}
