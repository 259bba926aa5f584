import {Controller, Get, HttpCode, Post, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {VerifyLog} from '../commands/verify-log';
import type {LogVerification, VerifiedLog} from '../commands/verify-log';
import {OrganisationComplianceGuard} from './organisation-compliance.guard';
import {LogAnswerDto, LogFindingDto, LogVerificationDto} from './verification.dto';

/** Whether the log is whole, checked by the server itself; whoever does not trust it checks an export. */
@ApiTags('audit')
@Controller('audit/verification')
@UseGuards(OrganisationComplianceGuard)
export class VerificationController {
  readonly #verify: VerifyLog;

  constructor(verify: VerifyLog) {
    this.#verify = verify;
  }

  @Get()
  @ApiOperation({
    operationId: 'showLogVerification',
    summary: 'Whether the whole log was found sound, and whether a check is under way; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: LogVerificationDto})
  show(@CurrentPerson() person: SignedInPerson): LogVerificationDto {
    return shown(this.#verify.known(person));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'beginLogVerification',
    summary: 'Begin a check of the whole log, which goes on after the reply; for compliance',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: LogVerificationDto})
  async begin(@CurrentPerson() person: SignedInPerson): Promise<LogVerificationDto> {
    return shown(await this.#verify.begin(person));
  }
}

const shown = ({runningSince, last}: LogVerification): LogVerificationDto => ({
  runningSince: runningSince?.toISOString() ?? null,
  last: last && {
    at: last.at.toISOString(),
    outcome: outcomeOf(last),
    size: last.checked?.size ?? null,
    first: firstOf(last),
  },
});

const firstOf = ({checked}: VerifiedLog): LogFindingDto | null =>
  checked?.first
    ? {index: checked.first.index, kind: checked.first.kind, detail: checked.first.detail}
    : null;

function outcomeOf({checked}: VerifiedLog): LogAnswerDto['outcome'] {
  if (!checked) return 'brokenOff';
  return checked.first ? 'tampered' : 'whole';
}
