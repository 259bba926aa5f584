import {Injectable} from '@nestjs/common';
import {DeskGuard} from '../../identity';
import {RoleHolder, isCompliance} from '../domain/is-compliance';

/** For the routes of the desk: `@UseGuards(ComplianceGuard)`. */
@Injectable()
export class ComplianceGuard extends DeskGuard {
  protected override admits(person: RoleHolder): boolean {
    return isCompliance(person);
  }
}
