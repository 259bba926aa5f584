import {Injectable} from '@nestjs/common';
import {hash, verify} from '@node-rs/argon2';
import {normalPassword} from './domain/password-rule';

/** OWASP Password Storage Cheat Sheet: argon2id (the library's default) with 19 MiB, two passes, one lane. */
const cost = {memoryCost: 19_456, timeCost: 2, parallelism: 1};

/** A well-formed hash of nothing that anybody can type, for whoever has no account: it costs the same to compare. */
const nobody = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

@Injectable()
export class PasswordHasher {
  /** @returns a PHC string with salt and cost */
  async hash(password: string): Promise<string> {
    return hash(normalPassword(password), cost);
  }

  /** @param stored PHC string; `null` when there is none, which takes as long and is never right */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const right = await verify(stored ?? nobody, normalPassword(password));
    return right && stored !== null;
  }
}
