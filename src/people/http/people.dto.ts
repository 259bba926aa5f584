import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {IsBoolean, IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength} from 'class-validator';
import {GRANTABLE_ROLES} from '../../identity';
import type {RoleGrant} from '../../identity';
import {LineFaultDto} from '../../platform/http/line-fault.dto';
import {PageCursor, PageLimit} from '../../platform/http/page-query';
import type {ImportReport} from '../commands/import-people';
import {COLUMNS} from '../domain/parse-people';
import type {ListedPerson, PeoplePage} from '../queries/list-people';
import type {ListedProposal} from '../queries/list-proposals';

const nullableText = {type: String, nullable: true} as const;
const nullableId = {type: String, format: 'uuid', nullable: true} as const;
const WHY = {message: 'must say why'} as const;

export class PeopleQueryDto {
  @PageLimit(50)
  readonly limit?: string;

  @PageCursor()
  readonly cursor?: string;
}

export class NewPersonDto {
  @ApiProperty({maxLength: 200})
  @IsString()
  @MaxLength(200)
  readonly displayName!: string;

  @ApiProperty({
    maxLength: 320,
    description: 'Their own address: the link by which they choose a password goes there',
  })
  @IsString()
  @MaxLength(320)
  readonly email!: string;

  @ApiPropertyOptional({...nullableText, description: 'National provider identifier, ten digits'})
  @IsOptional()
  @IsString()
  @MaxLength(10)
  readonly npi?: string | null;

  @ApiPropertyOptional(nullableText)
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly specialty?: string | null;

  @ApiPropertyOptional(nullableText)
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly department?: string | null;

  @ApiPropertyOptional({default: false, description: 'Whether their care can be reviewed'})
  @IsOptional()
  @IsBoolean()
  readonly physician?: boolean;
}

export class AccessDto {
  @ApiProperty()
  @IsBoolean()
  readonly disabled!: boolean;

  @ApiProperty({maxLength: 1000, example: 'Left the hospital on 31 March.'})
  @IsString()
  @MaxLength(1000)
  @Matches(/\S/, WHY)
  readonly reason!: string;
}

export class ImportDto {
  @ApiProperty({maxLength: 2_000_000, description: `CSV with a header; columns: ${COLUMNS.join(', ')}`})
  @IsString()
  @MaxLength(2_000_000)
  readonly csv!: string;

  @ApiPropertyOptional({
    default: false,
    description: 'Left out, nothing is changed: what would happen is shown',
  })
  @IsOptional()
  @IsBoolean()
  readonly apply?: boolean;
}

export class RoleDto {
  @ApiProperty({format: 'uuid'})
  @IsUUID()
  readonly personId!: string;

  @ApiProperty({enum: GRANTABLE_ROLES})
  @IsString()
  @MaxLength(100)
  readonly role!: string;

  @ApiPropertyOptional({...nullableId, description: 'Left out for a role in the whole organisation'})
  @IsOptional()
  @IsUUID()
  readonly committeeId?: string | null;

  @ApiProperty({maxLength: 1000, example: 'Elected by the medical staff on 4 March.'})
  @IsString()
  @MaxLength(1000)
  @Matches(/\S/, WHY)
  readonly reason!: string;
}

const DECISIONS = ['granted', 'declined'] as const;

export class DecisionDto {
  @ApiProperty({enum: DECISIONS})
  @IsIn([...DECISIONS])
  readonly decision!: (typeof DECISIONS)[number];
}

export class CreatedDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;
}

class HeldRoleDto implements RoleGrant {
  @ApiProperty({enum: GRANTABLE_ROLES})
  readonly role!: RoleGrant['role'];

  @ApiProperty(nullableId)
  readonly committeeId!: string | null;
}

const ACCOUNTS = ['invited', 'active', 'disabled'] as const;

export class ListedPersonDto implements ListedPerson {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly displayName!: string;

  @ApiProperty()
  readonly email!: string;

  @ApiProperty(nullableText)
  readonly npi!: string | null;

  @ApiProperty(nullableText)
  readonly specialty!: string | null;

  @ApiProperty(nullableText)
  readonly department!: string | null;

  @ApiProperty()
  readonly physician!: boolean;

  @ApiProperty({type: [HeldRoleDto]})
  readonly roles!: readonly HeldRoleDto[];

  @ApiProperty({enum: ACCOUNTS, description: '`invited` until a password was chosen'})
  readonly account!: (typeof ACCOUNTS)[number];

  @ApiProperty({description: 'Whether a second factor is set up'})
  readonly secondFactor!: boolean;
}

export class PeoplePageDto implements PeoplePage {
  @ApiProperty({type: [ListedPersonDto]})
  readonly items!: readonly ListedPersonDto[];

  @ApiProperty({...nullableText, description: 'Cursor of the next page, null at the end'})
  readonly next!: string | null;
}

class PersonNameDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly displayName!: string;
}

export class ProposalDto implements ListedProposal {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({type: PersonNameDto})
  readonly person!: PersonNameDto;

  @ApiProperty({enum: GRANTABLE_ROLES})
  readonly role!: string;

  @ApiProperty(nullableId)
  readonly committeeId!: string | null;

  @ApiProperty()
  readonly reason!: string;

  @ApiProperty({type: PersonNameDto})
  readonly proposedBy!: PersonNameDto;

  @ApiProperty({format: 'date-time'})
  readonly proposedAt!: string;

  @ApiProperty({description: 'Whether you can be the second person'})
  readonly mayDecide!: boolean;
}

class ImportLineDto {
  @ApiProperty({type: 'integer'})
  readonly line!: number;

  @ApiProperty()
  readonly email!: string;

  @ApiProperty({enum: ['create', 'change', 'same']})
  readonly what!: 'create' | 'change' | 'same';

  @ApiProperty({type: [String], description: 'What changes'})
  readonly changes!: readonly string[];
}

export class ImportReportDto {
  @ApiProperty({description: 'False with a fault anywhere, and when nothing was to be applied'})
  readonly applied!: boolean;

  @ApiProperty({type: [ImportLineDto]})
  readonly lines!: readonly ImportLineDto[];

  @ApiProperty({type: [LineFaultDto]})
  readonly faults!: readonly LineFaultDto[];
}

export const presentImport = ({applied, lines, faults}: ImportReport): ImportReportDto => ({
  applied,
  faults,
  lines: lines.map(({line, email, what, changes}) => ({line, email, what, changes})),
});
