import {ExecutionContext, createParamDecorator} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import {problems} from '../../platform/errors/problem';
import {SignedInPerson} from '../domain/signed-in-person';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sent the request; `null` on the routes that need no sign-in. */
    person: SignedInPerson | null;
  }
}

/** @throws Problem `unauthenticated` on a route that needs no sign-in */
export function personOf(request: FastifyRequest): SignedInPerson {
  if (!request.person) throw problems.unauthenticated();
  return request.person;
}

/** The person who sent the request: `@CurrentPerson() person: SignedInPerson`. */
export const CurrentPerson = createParamDecorator((_data: undefined, context: ExecutionContext) =>
  personOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
