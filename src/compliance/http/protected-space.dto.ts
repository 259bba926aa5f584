import {ApiProperty} from '@nestjs/swagger';
import {IsString, Matches, MaxLength, MinLength} from 'class-validator';
import {ID} from '../../platform/is-id';

export class NewRemovalDto {
  @ApiProperty({description: 'Id or number of the case'})
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  readonly case!: string;

  @ApiProperty({format: 'uuid', description: 'Item of the case: see GET /api/productions/records'})
  @Matches(ID, {message: 'must be the id of an item'})
  readonly item!: string;
}

export class RemovedDto {
  @ApiProperty({example: 'RM-2026-0001'})
  readonly number!: string;
}

export class SpaceExitDto {
  @ApiProperty({example: 'HO-2026-0001'})
  readonly number!: string;

  @ApiProperty({enum: ['handOff', 'removal']})
  readonly kind!: 'handOff' | 'removal';

  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty()
  readonly caseNumber!: string;

  @ApiProperty({type: String, nullable: true, description: 'Kind of the record that was removed'})
  readonly removed!: string | null;

  @ApiProperty({format: 'date-time'})
  readonly at!: string;
}

export class SpaceEntryDto {
  @ApiProperty({format: 'uuid'})
  readonly case!: string;

  @ApiProperty()
  readonly caseNumber!: string;

  @ApiProperty({format: 'date-time'})
  readonly enteredAt!: string;

  @ApiProperty({type: [String], description: 'Kinds of the records that entered with the case'})
  readonly enteredWith!: readonly string[];

  @ApiProperty({type: [String], description: 'Kinds of the records that were made inside since'})
  readonly since!: readonly string[];
}
