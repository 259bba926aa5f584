import {CanActivate, ExecutionContext, Injectable} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {AccessLog, actingAs, streams} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {routeOf} from '../../platform/http/route-of';
import {SignedInPerson} from '../domain/signed-in-person';

/** For the routes of a desk: to everybody whom it does not admit they are not there, and the try is on record. */
@Injectable()
export abstract class DeskGuard implements CanActivate {
  constructor(private readonly log: AccessLog) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const {person} = request;
    if (!person) throw problems.unauthenticated();
    if (this.admits(person)) return true;
    const event = {
      type: 'deskRefused',
      action: request.method === 'GET' ? 'R' : 'E',
      outcome: '4',
      who: person.personId,
      as: actingAs(person.roles),
      on: null,
      details: {route: `${request.method} ${routeOf(request)}`, code: 'not_found'},
    } as const;
    await this.log.record(person.organisationId, [
      {stream: streams.account(person.personId), kind: 'refusal', event},
    ]);
    throw problems.notFound();
  }

  protected abstract admits(person: SignedInPerson): boolean;
}
