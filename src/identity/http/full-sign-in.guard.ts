import {CanActivate, ExecutionContext, Injectable} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {isFullyConfirmed} from '../domain/session-limits';
import {personOf} from './current-person';

/**
 * For routes that change how somebody signs in: `@UseGuards(FullSignInGuard)`. Whoever has a second factor gives that again
 * too, so that a password that was seen over a shoulder, in a browser left open, adds no factor and takes none away
 * (ASVS 5.0, 7.5.1).
 *
 * @throws Problem `full_sign_in_required`, or `reauthentication_required` of whoever has no second factor
 */
@Injectable()
export class FullSignInGuard implements CanActivate {
  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    const person = personOf(context.switchToHttp().getRequest<FastifyRequest>());
    if (isFullyConfirmed(person, this.clock.now())) return true;
    throw person.secondFactor.enrolled ? problems.fullSignInRequired() : problems.reauthenticationRequired();
  }
}
