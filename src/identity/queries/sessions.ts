import {Injectable} from '@nestjs/common';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import {UseMarks} from '../../platform/database/use-marks';
import {tokenHash} from '../domain/access-token';
import {ABSOLUTE_LIMIT, IDLE_LIMIT, NOTING_INTERVAL} from '../domain/session-limits';
import {SignedInPerson} from '../domain/signed-in-person';
import {findSession, noteUse} from '../persistence/session-statements';
import {signedInPerson} from './signed-in-person';

const before = (now: Date, milliseconds: number): Date => new Date(now.getTime() - milliseconds);

/** Who holds a token. Nothing is kept between requests: what is revoked is gone at the next one. */
@Injectable()
export class Sessions {
  constructor(
    private readonly database: ReadDatabase,
    private readonly marks: UseMarks,
    private readonly clock: Clock,
  ) {}

  /**
   * @param unattended nobody is at it: a page asks by itself, and the session goes on growing idle
   * @returns `null` for a token that is none, unknown, ended or expired, and for a disabled account
   */
  async find(token: string | undefined, unattended = false): Promise<SignedInPerson | null> {
    const hash = tokenHash(token);
    if (!hash) return null;
    const now = this.clock.now();
    const limits = [hash, before(now, ABSOLUTE_LIMIT), before(now, IDLE_LIMIT)];
    const row = await this.database.read((tx) => tx.row(findSession, limits));
    if (!row) return null;
    const unnoted = before(now, NOTING_INTERVAL);
    if (!unattended && row.seen_at <= unnoted) await this.marks.note(noteUse, [hash, now, unnoted]);
    return signedInPerson(row, {confirmedAt: row.confirmed_at, provenAt: row.factor_at});
  }
}
