import {ApiProperty} from '@nestjs/swagger';
import {noticeTitles} from '../domain/notice-kind';
import type {NoticeKind} from '../domain/notice-kind';
import type {InboxItem, InboxPage} from '../queries/list-inbox';
import type {MailFailure} from '../queries/list-mail-failures';
import {PageCursor, PageLimit} from '../../platform/http/page-query';

const kinds = Object.keys(noticeTitles);

export class InboxQueryDto {
  @PageLimit(25)
  readonly limit?: string;

  @PageCursor()
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
