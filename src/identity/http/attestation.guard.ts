import {Injectable} from '@nestjs/common';
import {SignedInPerson} from '../domain/signed-in-person';
import {DeskGuard} from './desk.guard';

const holds = ({roles}: SignedInPerson, wanted: readonly string[]): boolean =>
  roles.some(({role}) => wanted.includes(role));

/** Who must know whose signature is missing. */
@Injectable()
export class AttestationGuard extends DeskGuard {
  protected override admits(person: SignedInPerson): boolean {
    return holds(person, ['coordinator', 'administrator', 'compliance']);
  }
}

/** Who enters the words. */
@Injectable()
export class AttestationTextGuard extends DeskGuard {
  protected override admits(person: SignedInPerson): boolean {
    return holds(person, ['compliance']);
  }
}
