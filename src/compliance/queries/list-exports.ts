import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {NamedPerson, personNamed} from '../domain/event-item';
import {withoutNames} from '../domain/project-event';
import {findExports} from '../persistence/desk-rows';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';

export interface ExportEntry {
  readonly number: string;
  readonly what: string;
  readonly format: string;
  readonly filters: object;
  readonly madeBy: NamedPerson | null;
  readonly madeAt: string;
}

const LATEST = 200;

/** The register of exports, latest first. For whom and which case a colleague asked is left out, as in the log. */
@Injectable()
export class ListExports {
  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
  ) {}

  async latest(user: CaseUser): Promise<ExportEntry[]> {
    const {organisationId, personId} = user;
    return deskLook(this.log, user, {type: 'exportsListed'}, async (tx) => {
      const rows = await tx.rows(findExports, [organisationId, LATEST]);
      const names = await this.events.names(tx, organisationId, [
        ...new Set(rows.map(({made_by}) => made_by)),
      ]);
      return rows.map(({number, what, format, question, made_by, made_at}) => ({
        number,
        what,
        format,
        filters: made_by === personId ? question : withoutNames(question),
        madeBy: personNamed(made_by, names),
        madeAt: made_at.toISOString(),
      }));
    });
  }
}
