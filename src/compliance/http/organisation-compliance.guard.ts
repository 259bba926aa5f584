import {Injectable} from '@nestjs/common';
import {RoleHolder, isWholeCompliance} from '../domain/is-compliance';
import {ComplianceGuard} from './compliance.guard';

/** For what concerns the whole organisation: the role in one committee alone does not do. */
@Injectable()
export class OrganisationComplianceGuard extends ComplianceGuard {
  protected override admits(person: RoleHolder): boolean {
    return isWholeCompliance(person);
  }
}
