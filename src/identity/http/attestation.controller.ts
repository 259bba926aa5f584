import {Body, Controller, Get, HttpCode, Post, Put, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {Clock} from '../../platform/clock/clock';
import {ApiProblems} from '../../platform/http/api-problems';
import {Attest} from '../commands/attest';
import {EnterAttestationText} from '../commands/enter-attestation-text';
import {attestationDue} from '../domain/attestation';
import type {SignedInPerson} from '../domain/signed-in-person';
import {ListAttestations} from '../queries/list-attestations';
import {
  AttestDto,
  AttestationDto,
  AttestationTextDto,
  AttestationVersionDto,
  AttestedDto,
  ListedAttestationDto,
} from './attestation.dto';
import {AttestationGuard, AttestationTextGuard} from './attestation.guard';
import {CurrentPerson} from './current-person';
import {RecentSignInGuard} from './recent-sign-in.guard';

/** What everybody with a case role signs once a year before cases open. */
@ApiTags('session')
@Controller()
export class AttestationController {
  constructor(
    private readonly attest: Attest,
    private readonly enter: EnterAttestationText,
    private readonly list: ListAttestations,
    private readonly clock: Clock,
  ) {}

  @Get('session/attestation')
  @ApiOperation({
    operationId: 'showAttestation',
    summary: 'What is signed once a year before cases open, and until when one’s own signature holds',
  })
  @ApiOkResponse({type: AttestationDto})
  async show(@CurrentPerson() person: SignedInPerson): Promise<AttestationDto> {
    const {title, text, provenance, version} = await this.list.text(person);
    const until = person.attestedUntil?.toISOString() ?? null;
    const due = attestationDue(person, this.clock.now());
    return {title, text, provenance, version, until, due};
  }

  @Post('session/attestation')
  @HttpCode(200)
  @ApiOperation({operationId: 'attest', summary: 'Sign it, for a year'})
  @ApiProblems('invalid')
  @ApiOkResponse({type: AttestedDto})
  async sign(@CurrentPerson() person: SignedInPerson, @Body() {version}: AttestDto): Promise<AttestedDto> {
    const {organisationId, personId} = person;
    return {until: (await this.attest.run({organisationId, personId, version})).toISOString()};
  }

  @Get('attestations')
  @UseGuards(AttestationGuard)
  @ApiOperation({
    operationId: 'listAttestations',
    summary:
      'Whose signature holds until when, and whose is missing; for the office, compliance and administrators',
  })
  @ApiProblems('not_found')
  @ApiOkResponse({type: [ListedAttestationDto]})
  all(@CurrentPerson() {organisationId}: SignedInPerson): Promise<ListedAttestationDto[]> {
    return this.list.all(organisationId);
  }

  @Put('attestations/text')
  @UseGuards(AttestationTextGuard, RecentSignInGuard)
  @ApiOperation({
    operationId: 'enterAttestationText',
    summary: 'Enter the organisation’s own words, which are signed from now on; for compliance',
  })
  @ApiProblems('not_found', 'reauthentication_required', 'stale')
  @ApiOkResponse({type: AttestationVersionDto})
  async text(
    @CurrentPerson() person: SignedInPerson,
    @Body() {title, text, provenance}: AttestationTextDto,
  ): Promise<AttestationVersionDto> {
    return {version: await this.enter.run(person, {title, text, provenance})};
  }
}
