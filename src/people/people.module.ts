import {Module} from '@nestjs/common';
import {AuditModule} from '../audit';
import {IdentityModule} from '../identity';
import {JobsModule} from '../jobs';
import {NoticesModule} from '../notices';
import {ChangeAccess} from './commands/change-access';
import {DecideProposal} from './commands/decide-proposal';
import {EndRole} from './commands/end-role';
import {EnterPerson} from './commands/enter-person';
import {ImportPeople} from './commands/import-people';
import {ProposeRole} from './commands/propose-role';
import {RemindOfAttestation} from './commands/remind-of-attestation';
import {SetUp} from './commands/set-up';
import {PeopleController} from './http/people.controller';
import {RolesController} from './http/roles.controller';
import {SetUpController} from './http/set-up.controller';
import {ListPeople} from './queries/list-people';
import {ListProposals} from './queries/list-proposals';

/** The desk of whoever administers people and roles. It knows no case. */
@Module({
  imports: [AuditModule, IdentityModule, JobsModule, NoticesModule],
  controllers: [PeopleController, RolesController, SetUpController],
  providers: [
    ListPeople,
    ListProposals,
    EnterPerson,
    ChangeAccess,
    ImportPeople,
    ProposeRole,
    DecideProposal,
    EndRole,
    SetUp,
    RemindOfAttestation,
  ],
})
export class PeopleModule {}
