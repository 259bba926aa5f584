import {Injectable} from '@nestjs/common';
import {AccessLog, AuditEvent, actingAs, streams} from '../../audit';
import {Clock} from '../../platform/clock/clock';
import {ReadDatabase} from '../../platform/database/read-database';
import type {ProblemCode} from '../../platform/errors/problem';
import {OncePerMinute} from '../domain/once-per-minute';
import type {SignedInPerson} from '../domain/signed-in-person';
import {findCredential} from '../persistence/session-statements';
import {signInRecord} from '../sign-in-record';

export interface RefusedRequest {
  /** Null for a stranger. */
  readonly person: SignedInPerson | null;
  readonly address: string;
  readonly method: string;
  /** The route's pattern. */
  readonly route: string;
  /** The case that the path names, whether or not there is one. */
  readonly caseId: string | null;
  readonly code: ProblemCode;
}

const ACTIONS: Readonly<Record<string, AuditEvent['action']>> = {
  GET: 'R',
  HEAD: 'R',
  POST: 'E',
  PUT: 'U',
  PATCH: 'U',
  DELETE: 'D',
};

/**
 * Records a refusal that no command recorded: `requestRefused` on the stream of whoever was refused. Whoever goes on after
 * "too many requests" is recorded once a minute; so is a stranger's address. Strangers' other refusals change nothing and
 * show nothing, and would let anybody fill the log.
 */
@Injectable()
export class RecordRefusal {
  readonly #floods = new OncePerMinute();

  constructor(
    private readonly log: AccessLog,
    private readonly clock: Clock,
    private readonly database: ReadDatabase,
  ) {}

  /** @throws LogUnavailableError */
  async run(refused: RefusedRequest): Promise<void> {
    const {person, address, code} = refused;
    const flooding = code === 'too_many_requests';
    if (!person && !flooding) return;
    const key = person ? `person ${person.personId}` : `address ${address}`;
    if (flooding && !this.#floods.isFirst(key, this.clock.now())) return;
    try {
      await (person ? this.#ofPerson(person, refused) : this.#ofStranger(refused));
    } catch (error) {
      this.#floods.forget(key);
      throw error;
    }
  }

  async #ofPerson(
    {personId, organisationId, roles}: SignedInPerson,
    {method, caseId, ...refused}: RefusedRequest,
  ): Promise<void> {
    const event = {
      type: 'requestRefused',
      action: ACTIONS[method] ?? 'E',
      outcome: '4',
      who: personId,
      as: actingAs(roles),
      on: caseId,
      details: detailsOf({method, ...refused}),
    } as const;
    await this.log.record(organisationId, [{stream: streams.account(personId), kind: 'refusal', event}]);
  }

  async #ofStranger(refused: RefusedRequest): Promise<void> {
    // Nobody has this address; the row says whose log keeps what strangers do.
    const found = await this.database.read((tx) => tx.row(findCredential, ['']));
    if (found)
      await this.log.record(found.organisation_id, [signInRecord('signInLimited', null, detailsOf(refused))]);
  }
}

const detailsOf = ({method, route, code}: Pick<RefusedRequest, 'method' | 'route' | 'code'>) => ({
  route: `${method} ${route}`,
  code,
});
