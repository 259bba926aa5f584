import {ApiProperty} from '@nestjs/swagger';
import {AUDIT_KINDS} from '../../audit';

const anyDetails = {type: 'object', additionalProperties: true} as const;

export class NamedPersonDto {
  @ApiProperty({description: 'Id of a person, `system` or `unknown`'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;
}

export class EventOriginDto {
  @ApiProperty({enum: ['http', 'cli', 'system']})
  readonly via!: string;

  @ApiProperty({type: String, nullable: true})
  readonly address!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A name for the sign-in; no token follows from it',
  })
  readonly session!: string | null;
}

export class ShownEventDto {
  @ApiProperty({example: 'caseOpened'})
  readonly type!: string;

  @ApiProperty({enum: ['C', 'R', 'U', 'D', 'E'], description: 'HL7 AuditEvent.action'})
  readonly action!: string;

  @ApiProperty({enum: ['0', '4', '8', '12'], description: 'HL7 AuditEvent.outcome'})
  readonly outcome!: string;

  @ApiProperty({type: NamedPersonDto, nullable: true, description: 'Null where the viewer may not know'})
  readonly who!: NamedPersonDto | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'os:collegium',
    description: 'Who really acted where that is not `who`: of a command, the operating system’s user',
  })
  readonly real!: string | null;

  @ApiProperty({type: [String], description: 'Roles and relations under which it was done'})
  readonly as!: readonly string[];

  @ApiProperty({type: String, nullable: true, description: 'The record concerned'})
  readonly on!: string | null;

  @ApiProperty({description: 'Code of HL7 v3 PurposeOfUse', example: 'HQUALIMP'})
  readonly why!: string;

  @ApiProperty({type: EventOriginDto, nullable: true})
  readonly where!: EventOriginDto | null;

  @ApiProperty({...anyDetails, description: 'Codes and ids; never content'})
  readonly details!: object;
}

export class EventItemDto {
  @ApiProperty({type: 'integer', description: 'Index of the leaf in the organisation’s tree'})
  readonly leaf!: number;

  @ApiProperty({example: 'case/8f7e…'})
  readonly stream!: string;

  @ApiProperty({type: 'integer', description: 'Number within the stream'})
  readonly number!: number;

  @ApiProperty({format: 'date-time'})
  readonly at!: string;

  @ApiProperty({enum: AUDIT_KINDS})
  readonly kind!: string;

  @ApiProperty({description: 'Hash of the entry, which is its leaf’s, hex'})
  readonly hash!: string;

  @ApiProperty({description: 'Hash of the stream’s previous entry, hex'})
  readonly previous!: string;

  @ApiProperty({type: [String], description: 'Ids of the cases concerned'})
  readonly cases!: readonly string[];

  @ApiProperty({type: ShownEventDto, nullable: true, description: 'Null once lawfully disposed of'})
  readonly event!: ShownEventDto | null;
}

export class EventPageDto {
  @ApiProperty({type: [EventItemDto]})
  readonly items!: readonly EventItemDto[];

  @ApiProperty({type: String, nullable: true, description: 'Cursor of the next page, null at the end'})
  readonly next!: string | null;
}

export class SeenByDto {
  @ApiProperty({type: NamedPersonDto, nullable: true, description: 'Null where the viewer may not know'})
  readonly who!: NamedPersonDto | null;

  @ApiProperty({type: [String]})
  readonly as!: readonly string[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Id of the case; null where no one case was opened',
  })
  readonly case!: string | null;

  @ApiProperty({type: 'integer'})
  readonly times!: number;

  @ApiProperty({format: 'date-time'})
  readonly first!: string;

  @ApiProperty({format: 'date-time'})
  readonly last!: string;

  @ApiProperty({type: [String], description: 'Compartments whose content was shown'})
  readonly shown!: readonly string[];

  @ApiProperty({type: [String], description: 'Kinds of events: read, export, download, print'})
  readonly kinds!: readonly string[];
}

export class SightingsDto {
  @ApiProperty({type: [SeenByDto]})
  readonly items!: readonly SeenByDto[];

  @ApiProperty({description: 'False when there was too much to count; narrow it by time'})
  readonly complete!: boolean;
}
