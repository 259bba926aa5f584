import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {ABSOLUTE_LIMIT, IDLE_LIMIT} from '../domain/session-limits';
import {SignedInPerson} from '../domain/signed-in-person';
import {findSessionsOf} from '../persistence/session-statements';

export interface OwnSession {
  /** What the log calls it. */
  readonly id: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
}

/** A person's own sessions that are open, latest first. */
@Injectable()
export class ListSessions {
  constructor(
    private readonly database: ReadDatabase,
    private readonly clock: Clock,
  ) {}

  /** @param current name of the session that asks */
  async run({organisationId, personId}: SignedInPerson, current: string | null): Promise<OwnSession[]> {
    const now = this.clock.now().getTime();
    const limits = [new Date(now - ABSOLUTE_LIMIT), new Date(now - IDLE_LIMIT)];
    const values = [organisationId, personId, ...limits];
    const rows = await this.database.read((tx) => tx.rows(findSessionsOf, values));
    return rows.map(({name, created_at, seen_at}) => ({
      id: name,
      current: name === current,
      createdAt: created_at.toISOString(),
      seenAt: seen_at.toISOString(),
    }));
  }
}
