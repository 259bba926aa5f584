import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsBoolean, IsIn, IsObject, IsOptional, IsString, Matches, MaxLength} from 'class-validator';
import {PRINTED_PAGES} from '../queries/show-case';
import type {PrintedPage} from '../queries/show-case';
import {anyObject} from './any-object';
import {PageCursor, PageLimit} from '../../platform/http/page-query';

export class PrintDto {
  @ApiProperty({
    enum: PRINTED_PAGES,
    description: 'What is printed: the chart alone, or the case with all that is shown of it',
  })
  @IsIn(PRINTED_PAGES)
  readonly page!: PrintedPage;
}

export class ReferralDto {
  @ApiProperty({description: 'Id of a programme', example: 'peer-review'})
  @IsString()
  @MaxLength(100)
  readonly programme!: string;

  @ApiProperty({...anyObject, description: 'Valid by the programme’s form'})
  @IsObject()
  readonly data!: object;
}

export class ActionDto {
  @ApiProperty({description: 'One of `allowedActions`', example: 'startScreening'})
  @IsString()
  @MaxLength(100)
  readonly type!: string;

  @ApiPropertyOptional({...anyObject, description: 'Valid by the action’s form'})
  @IsOptional()
  @IsObject()
  readonly data?: object;
}

export class PreviewRequestDto extends ActionDto {
  @ApiPropertyOptional({
    default: false,
    description: 'Whether to say who would decide, for an action that has `panel`; that is on record',
  })
  @IsOptional()
  @IsBoolean()
  readonly panel?: boolean;
}

export class DraftDataDto {
  @ApiProperty({...anyObject, description: 'Need not be complete'})
  @IsObject()
  readonly data!: object;
}

export class CaseListQueryDto {
  @PageLimit(25)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;

  @ApiPropertyOptional({description: 'A state, dotted, e.g. `open.screening`, as this viewer sees it'})
  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9.]{0,99}$/, {message: 'must be a state such as open.screening'})
  readonly state?: string;

  @ApiPropertyOptional({enum: ['true', 'false']})
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly settled?: string;

  @ApiPropertyOptional({description: 'Id of a programme', example: 'peer-review'})
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,99}$/, {message: 'must be the id of a programme'})
  readonly programme?: string;

  @ApiPropertyOptional({enum: ['mine'], description: 'Only cases in which it is one’s own turn'})
  @IsOptional()
  @IsIn(['mine'])
  readonly turn?: string;

  @ApiPropertyOptional({enum: ['mine'], description: 'Only cases that one referred oneself'})
  @IsOptional()
  @IsIn(['mine'])
  readonly referred?: string;
}
