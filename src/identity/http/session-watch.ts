import {Inject, Injectable} from '@nestjs/common';
import type {FastifyRequest} from 'fastify';
import type {Config} from '../../platform/config/config';
import {CONFIG} from '../../platform/platform.module';
import type {SignedInPerson} from '../domain/signed-in-person';
import {StillSignedIn} from '../queries/still-signed-in';
import {readToken} from './session-cookie';

/** Who is signed in, as they are now; null once the session that began it may see no case any more. */
export type StillHere = () => Promise<SignedInPerson | null>;

/** For answers that last longer than the checks before them hold. */
@Injectable()
export class SessionWatch {
  constructor(
    private readonly still: StillSignedIn,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  of(request: FastifyRequest): StillHere {
    const token = readToken(request, this.config);
    return () => this.still.find(token);
  }
}
