import {Injectable} from '@nestjs/common';
import {DeskGuard} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {isAdministrator} from '../domain/role-decision';

/** For the routes of whoever administers people. */
@Injectable()
export class AdministratorGuard extends DeskGuard {
  protected override admits(person: SignedInPerson): boolean {
    return isAdministrator(person);
  }
}
