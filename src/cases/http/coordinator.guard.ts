import {Injectable} from '@nestjs/common';
import {DeskGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';

/** For what the quality office does with many cases at once. */
@Injectable()
export class CoordinatorGuard extends DeskGuard {
  protected override admits({roles}: SignedInPerson): boolean {
    return roles.some(({role}) => role === 'coordinator');
  }
}
