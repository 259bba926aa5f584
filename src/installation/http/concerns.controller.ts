import {Controller, Get} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiProperty, ApiTags} from '@nestjs/swagger';
import {AccessLog, actingAs, streams} from '../../audit';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {problems} from '../../platform/errors/problem';
import {Concerns} from '../../platform/health/concerns';
import {ApiProblems} from '../../platform/http/api-problems';

class ConcernDto {
  @ApiProperty({example: 'checkpointExport'})
  readonly topic!: string;

  @ApiProperty({description: 'What is wrong and what to do about it'})
  readonly text!: string;

  @ApiProperty({format: 'date-time'})
  readonly since!: string;
}

class ConcernsDto {
  @ApiProperty({type: [ConcernDto]})
  readonly items!: ConcernDto[];
}

/** Who has to see to the installation, and who has to know that its record is in doubt. */
const roles: ReadonlySet<string> = new Set(['administrator', 'compliance']);

/** What needs an administrator while the work goes on. It tells of the program, never of a case. */
@ApiTags('health')
@Controller('concerns')
export class ConcernsController {
  constructor(
    private readonly concerns: Concerns,
    private readonly log: AccessLog,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'listConcerns',
    summary: 'What this server knows to be wrong while it goes on; for administrators and compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: ConcernsDto})
  async list(@CurrentPerson() person: SignedInPerson): Promise<ConcernsDto> {
    if (!person.roles.some(({role}) => roles.has(role))) return this.#refuse(person);
    const items = this.concerns.all(person.organisationId);
    return {items: items.map(({topic, text, since}) => ({topic, text, since: since.toISOString()}))};
  }

  async #refuse({organisationId, personId, roles: held}: SignedInPerson): Promise<never> {
    await this.log.record(organisationId, [
      {
        stream: streams.account(personId),
        kind: 'refusal',
        event: {
          type: 'concernsRefused',
          action: 'R',
          outcome: '4',
          who: personId,
          as: actingAs(held),
          on: null,
          details: {code: 'not_found'},
        },
      },
    ]);
    throw problems.notFound();
  }
}
