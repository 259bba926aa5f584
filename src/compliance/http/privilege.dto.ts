import {ApiProperty} from '@nestjs/swagger';
import {IsString, Matches, MaxLength, MinLength} from 'class-validator';
import {ID} from '../../platform/is-id';

const text = (example: string) => ({example, minLength: 1, maxLength: 1500});

export class NewPrivilegeTextDto {
  @ApiProperty({format: 'uuid'})
  @Matches(ID, {message: 'must be the id of a committee'})
  readonly committee!: string;

  @ApiProperty(text('us-tx'))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  readonly jurisdiction!: string;

  @ApiProperty(text('Texas Occupations Code 160.007'))
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly statute!: string;

  @ApiProperty(text('Confidential medical peer review committee record, privileged under …'))
  @IsString()
  @MinLength(1)
  @MaxLength(1500)
  readonly text!: string;

  @ApiProperty(text('Prepared by or for {committee} of {organisation} …'))
  @IsString()
  @MinLength(1)
  @MaxLength(1500)
  readonly purpose!: string;

  @ApiProperty(text('Do not file in the medical record.'))
  @IsString()
  @MinLength(1)
  @MaxLength(1500)
  readonly prohibition!: string;

  @ApiProperty(text('Where the wording comes from'))
  @IsString()
  @MinLength(1)
  @MaxLength(500)
  readonly source!: string;
}

export class ApprovalDto {
  @ApiProperty({description: 'Counsel who approved the text, by name', minLength: 1, maxLength: 200})
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @Matches(/\S/, {message: 'must name counsel'})
  readonly counsel!: string;
}

export class EnteredTextDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({type: 'integer'})
  readonly version!: number;
}

class TextPartsDto {
  @ApiProperty()
  readonly jurisdiction!: string;

  @ApiProperty()
  readonly statute!: string;

  @ApiProperty()
  readonly text!: string;

  @ApiProperty()
  readonly purpose!: string;

  @ApiProperty()
  readonly prohibition!: string;

  @ApiProperty()
  readonly source!: string;
}

export class PrivilegeExampleDto extends TextPartsDto {
  @ApiProperty()
  readonly title!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Always null: needs counsel’s approval before use',
  })
  readonly reviewed_by!: string | null;
}

class CommitteeReferenceDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;
}

export class CommitteeTextDto extends TextPartsDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty({type: CommitteeReferenceDto})
  readonly committee!: CommitteeReferenceDto;

  @ApiProperty({type: 'integer'})
  readonly version!: number;

  @ApiProperty({format: 'date-time'})
  readonly enteredAt!: string;

  @ApiProperty({enum: ['example', 'approved'], description: 'example: needs counsel’s approval before use'})
  readonly state!: string;

  @ApiProperty({type: String, nullable: true})
  readonly counsel!: string | null;

  @ApiProperty({type: String, format: 'date-time', nullable: true})
  readonly approvedAt!: string | null;
}

export class PrivilegeLibraryDto {
  @ApiProperty({type: [PrivilegeExampleDto]})
  readonly examples!: readonly PrivilegeExampleDto[];

  @ApiProperty({type: [CommitteeTextDto]})
  readonly texts!: readonly CommitteeTextDto[];
}

export class PrivilegeNoticeDto {
  @ApiProperty()
  readonly text!: string;
}
