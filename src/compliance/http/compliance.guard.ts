import {CanActivate, ExecutionContext, Injectable} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {AccessLog, streams} from '../../audit';
import {problems} from '../../platform/errors/problem';
import {routeOf} from '../../platform/http/route-of';
import {RoleHolder, isCompliance} from '../domain/is-compliance';

/** For the routes of the desk: `@UseGuards(ComplianceGuard)`. To everybody else they are not there; the try is on record. */
@Injectable()
export class ComplianceGuard implements CanActivate {
  constructor(private readonly log: AccessLog) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const {person} = request;
    if (!person) throw problems.unauthenticated();
    if (this.admits(person)) return true;
    await this.log.record(person.organisationId, [
      {
        stream: streams.account(person.personId),
        kind: 'refusal',
        event: {
          type: 'deskRefused',
          action: request.method === 'GET' ? 'R' : 'E',
          outcome: '4',
          who: person.personId,
          as: [...new Set(person.roles.map(({role}) => role))].sort(),
          on: null,
          details: {route: `${request.method} ${routeOf(request)}`, code: 'not_found'},
        },
      },
    ]);
    throw problems.notFound();
  }

  protected admits(person: RoleHolder): boolean {
    return isCompliance(person);
  }
}
