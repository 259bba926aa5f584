import {CanActivate, ExecutionContext, Injectable} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {Clock} from '../../platform/clock/clock';
import {problems} from '../../platform/errors/problem';
import {isConfirmed} from '../domain/session-limits';
import {SignedInPerson} from '../domain/signed-in-person';
import {personOf} from './current-person';

/** @throws Problem `reauthentication_required` when the password was given too long ago for a sensitive action */
export function requireRecentSignIn(person: Pick<SignedInPerson, 'confirmedAt'>, clock: Clock): void {
  if (!isConfirmed(person.confirmedAt, clock.now())) throw problems.reauthenticationRequired();
}

/** For routes that are sensitive as a whole: `@UseGuards(RecentSignInGuard)`. */
@Injectable()
export class RecentSignInGuard implements CanActivate {
  constructor(private readonly clock: Clock) {}

  canActivate(context: ExecutionContext): boolean {
    requireRecentSignIn(personOf(context.switchToHttp().getRequest<FastifyRequest>()), this.clock);
    return true;
  }
}
