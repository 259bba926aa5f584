import {Body, Controller, Get, HttpCode, Post, Query, UseGuards} from '@nestjs/common';
import {ApiOkResponse, ApiOperation, ApiTags} from '@nestjs/swagger';
import {CurrentPerson} from '../../identity';
import type {SignedInPerson} from '../../identity';
import {ApiProblems} from '../../platform/http/api-problems';
import {ImportReferrals} from '../commands/import-referrals';
import {CoordinatorGuard} from './coordinator.guard';
import {
  ReferralColumnsDto,
  ReferralColumnsQueryDto,
  ReferralFileDto,
  ReferralsReportDto,
  presentColumns,
  presentReferrals,
} from './referral-import.dto';

@ApiTags('cases')
@Controller('cases/import')
@UseGuards(CoordinatorGuard)
export class ReferralImportController {
  constructor(private readonly imports: ImportReferrals) {}

  @Get('columns')
  @ApiOperation({operationId: 'listReferralColumns', summary: 'What a CSV of referrals to a programme holds'})
  @ApiProblems('not_found', 'invalid')
  @ApiOkResponse({type: ReferralColumnsDto})
  columns(@Query() {programme}: ReferralColumnsQueryDto): ReferralColumnsDto {
    return presentColumns(this.imports.columns(programme));
  }

  @Post()
  @HttpCode(200)
  @ApiOperation({
    operationId: 'importReferrals',
    summary: 'Refer the rows of a CSV, a few a request; shows what would happen unless told to apply it',
  })
  @ApiProblems('not_found', 'invalid')
  @ApiOkResponse({type: ReferralsReportDto})
  async import(
    @CurrentPerson() person: SignedInPerson,
    @Body() {programme, csv, apply = false}: ReferralFileDto,
  ): Promise<ReferralsReportDto> {
    return presentReferrals(await this.imports.run(person, {programme, csv, apply}));
  }
}
