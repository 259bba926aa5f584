import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsOptional, IsString, Matches, MaxLength} from 'class-validator';
import {noticeTitles} from '../domain/notice-kind';
import type {NoticeKind} from '../domain/notice-kind';
import type {InboxItem, InboxPage} from '../queries/list-inbox';
import type {MailFailure} from '../queries/list-mail-failures';

const kinds = Object.keys(noticeTitles);

export class InboxQueryDto {
  @ApiPropertyOptional({type: 'integer', minimum: 1, maximum: 100, default: 25})
  @IsOptional()
  @Matches(/^([1-9]\d?|100)$/, {message: 'must be a whole number from 1 to 100'})
  readonly limit?: string;

  @ApiPropertyOptional({description: '`next` of the page before'})
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  readonly cursor?: string;
}

export class InboxItemDto implements InboxItem {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({enum: kinds})
  readonly kind!: NoticeKind;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Null when the case is out of reach',
  })
  readonly caseId!: string | null;

  @ApiProperty({format: 'date-time'})
  readonly createdAt!: string;

  @ApiProperty({type: String, format: 'date-time', nullable: true})
  readonly readAt!: string | null;
}

export class InboxPageDto implements InboxPage {
  @ApiProperty({type: [InboxItemDto]})
  readonly items!: readonly InboxItemDto[];

  @ApiProperty({type: String, nullable: true, description: 'Cursor of the next page, null at the end'})
  readonly next!: string | null;
}

export class MailFailureDto implements MailFailure {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({description: 'Name of the person whom the mail did not reach'})
  readonly person!: string;

  @ApiProperty({enum: kinds})
  readonly kind!: NoticeKind;

  @ApiProperty({format: 'date-time'})
  readonly failedAt!: string;

  @ApiProperty()
  readonly failure!: string;
}
