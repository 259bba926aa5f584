import {Injectable} from '@nestjs/common';
import {DeskGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';

/** For the routes of whoever keeps the registry: administrators, who see no case. */
@Injectable()
export class RegistryGuard extends DeskGuard {
  protected override admits({roles}: SignedInPerson): boolean {
    return roles.some(({role}) => role === 'administrator');
  }
}
