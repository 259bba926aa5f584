import {ApiExtraModels, ApiProperty, ApiPropertyOptional, getSchemaPath} from '@nestjs/swagger';
import type {Compartment} from '../../disclosure';
import {anyObject} from './any-object';
import {OfferedActionDto} from './offered-action.dto';

export class WorkflowRefDto {
  @ApiProperty()
  readonly id!: string;

  @ApiProperty()
  readonly version!: string;

  @ApiProperty({description: 'SHA-256 of the canonical definition, hex'})
  readonly hash!: string;
}

export class WaitingDto {
  @ApiProperty({description: 'Whose turn it is'})
  readonly role!: string;

  @ApiProperty({format: 'date-time'})
  readonly since!: string;

  @ApiProperty({type: String, format: 'date-time', nullable: true})
  readonly due!: string | null;
}

export class PersonReferenceDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;
}

export class MaskedPersonDto {
  @ApiProperty({
    example: 'Physician A',
    description: 'The same in every part of the case, its chart and its texts',
  })
  readonly pseudonym!: string;
}

const somebody = [{$ref: getSchemaPath(PersonReferenceDto)}, {$ref: getSchemaPath(MaskedPersonDto)}];

export class ContentItemDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({example: 'referral'})
  readonly kind!: string;

  @ApiProperty({format: 'date-time'})
  readonly at!: string;

  @ApiProperty({
    oneOf: [...somebody, {type: 'null'}],
    description: 'A pseudonym for whoever is not named here',
  })
  readonly by!: PersonReferenceDto | MaskedPersonDto | null;

  @ApiProperty({
    oneOf: [...somebody, {type: 'null'}],
    description: 'Whom it is written to, or who is to do it',
  })
  readonly for!: PersonReferenceDto | MaskedPersonDto | null;

  @ApiProperty()
  readonly own!: boolean;

  @ApiProperty({description: 'Released to the reviewed physician'})
  readonly released!: boolean;

  @ApiProperty(anyObject)
  readonly data!: unknown;
}

export class ReviewerDto {
  @ApiProperty({type: PersonReferenceDto})
  readonly person!: PersonReferenceDto;

  @ApiProperty({enum: ['offered', 'accepted', 'locked']})
  readonly status!: string;
}

export class LinkedCaseDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly number!: string;
}

export class NextStepDto {
  @ApiProperty({example: 'startScreening'})
  readonly type!: string;

  @ApiProperty()
  readonly title!: string;
}

@ApiExtraModels(PersonReferenceDto, MaskedPersonDto)
export class CaseSummaryDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({description: 'The office’s number, or a random reference', example: 'PR-2026-0001'})
  readonly number!: string;

  @ApiProperty()
  readonly programme!: string;

  @ApiProperty({type: WorkflowRefDto})
  readonly workflow!: WorkflowRefDto;

  @ApiProperty({
    oneOf: [{type: 'string'}, {type: 'object', additionalProperties: true}],
    description: 'XState’s state value, or the progress where the viewer sees no more',
  })
  readonly state!: unknown;

  @ApiProperty()
  readonly stateTitle!: string;

  @ApiProperty()
  readonly settled!: boolean;

  @ApiProperty({type: [WaitingDto]})
  readonly waitingFor!: readonly WaitingDto[];

  @ApiProperty({
    ...{type: NextStepDto, nullable: true},
    description: 'What it is one’s own turn to do: the primary one of `allowedActions`',
  })
  readonly next!: NextStepDto | null;

  @ApiPropertyOptional()
  readonly class?: string;

  @ApiPropertyOptional({format: 'date-time'})
  readonly openedAt?: string;

  @ApiPropertyOptional({
    oneOf: somebody,
    description: 'A pseudonym where people are masked; absent where the viewer is not told of whom it is',
  })
  readonly focusPhysician?: PersonReferenceDto | MaskedPersonDto;

  @ApiPropertyOptional({
    enum: [true],
    description: 'Its content was disposed of, or its key is damaged: nothing of it can be opened or added',
  })
  readonly unreadable?: true;
}

class ReadersDto {
  @ApiProperty({type: String, example: 'input'})
  readonly compartment!: Compartment;

  @ApiProperty({type: [String], description: 'Relations to the case', example: ['coordinator', 'chair']})
  readonly relations!: readonly string[];
}

export class CaseDto extends CaseSummaryDto {
  @ApiProperty({description: 'Digest of what this viewer sees; also the ETag'})
  readonly version!: string;

  @ApiProperty({type: [OfferedActionDto]})
  readonly allowedActions!: readonly OfferedActionDto[];

  @ApiProperty()
  readonly committee!: string;

  @ApiProperty({description: 'Privilege text of the committee'})
  readonly privilege!: string;

  @ApiPropertyOptional({type: PersonReferenceDto})
  readonly referrer?: PersonReferenceDto;

  @ApiPropertyOptional({type: [ReviewerDto]})
  readonly reviewers?: readonly ReviewerDto[];

  @ApiPropertyOptional({type: [LinkedCaseDto], description: 'Other cases of the same event'})
  readonly linked?: readonly LinkedCaseDto[];

  @ApiProperty({type: [ContentItemDto]})
  readonly content!: readonly ContentItemDto[];

  @ApiProperty({
    type: [ReadersDto],
    description: 'Who else may ever read what is the viewer’s own or was released to them, by the workflow',
  })
  readonly sharedWith!: readonly ReadersDto[];

  @ApiProperty({description: 'It is the viewer’s care that is reviewed, and they have been told so'})
  readonly reviewed!: boolean;

  @ApiProperty({description: 'They may take a de-identified copy of it out of the organisation'})
  readonly deidentifiable!: boolean;
}

export class CasePageDto {
  @ApiProperty({type: [CaseSummaryDto]})
  readonly items!: readonly CaseSummaryDto[];

  @ApiProperty({type: String, nullable: true, description: 'Cursor of the next page, null at the end'})
  readonly next!: string | null;
}

export class ActionEventDto {
  @ApiProperty()
  readonly type!: string;

  @ApiProperty({format: 'date-time'})
  readonly at!: string;
}

export class ActionReplyDto {
  @ApiProperty({type: ActionEventDto})
  readonly event!: ActionEventDto;

  @ApiProperty({type: CaseDto, nullable: true, description: 'Null when the actor may no longer see the case'})
  readonly case!: CaseDto | null;
}
