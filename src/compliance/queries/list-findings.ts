import {Injectable} from '@nestjs/common';
import {AccessLog} from '../../audit';
import {CaseUser} from '../../cases';
import {NamedPerson, personNamed} from '../domain/event-item';
import {Finding, FindingRule, FindingState} from '../domain/unusual-access';
import {findFindings} from '../persistence/finding-rows';
import {deskLook} from './desk-look';
import {ReadEvents} from './read-events';

export interface ShownFinding {
  readonly id: string;
  readonly rule: FindingRule;
  readonly who: NamedPerson | null;
  readonly since: string;
  readonly until: string;
  readonly evidence: Finding['evidence'];
  readonly foundAt: string;
  readonly state: FindingState;
  readonly changedAt: string | null;
  readonly changedBy: NamedPerson | null;
  readonly reason: string | null;
}

const LATEST = 200;

/** Findings in one state, latest first; nobody sees those about themselves. */
@Injectable()
export class ListFindings {
  constructor(
    private readonly log: AccessLog,
    private readonly events: ReadEvents,
  ) {}

  async list(user: CaseUser, state: FindingState): Promise<ShownFinding[]> {
    const {organisationId, personId} = user;
    return deskLook(this.log, user, {type: 'findingsListed', details: {state}}, async (tx) => {
      const all = await tx.rows(findFindings, [organisationId, state, LATEST]);
      const rows = all.filter(({person_id}) => person_id !== personId);
      const people = rows.flatMap(({person_id, changed_by}) => [person_id, changed_by ?? person_id]);
      const names = await this.events.names(tx, organisationId, [...new Set(people)]);
      return rows.map((row) => ({
        id: row.id,
        rule: row.rule,
        who: personNamed(row.person_id, names),
        since: row.since.toISOString(),
        until: row.until.toISOString(),
        evidence: row.evidence,
        foundAt: row.found_at.toISOString(),
        state: row.state,
        changedAt: row.changed_at?.toISOString() ?? null,
        changedBy: personNamed(row.changed_by, names),
        reason: row.reason,
      }));
    });
  }
}
