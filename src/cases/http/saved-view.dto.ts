import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {IsIn, IsObject, IsOptional, IsString, Length, Matches, ValidateNested} from 'class-validator';
import type {ViewFilter} from '../domain/saved-view';

export class ViewFilterDto implements ViewFilter {
  @ApiPropertyOptional({description: 'Id of a programme', example: 'peer-review'})
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,99}$/, {message: 'must be the id of a programme'})
  readonly programme?: string;

  @ApiPropertyOptional({description: 'A state, dotted', example: 'open.screening'})
  @IsOptional()
  @Matches(/^[A-Za-z][A-Za-z0-9.]{0,99}$/, {message: 'must be a state such as open.screening'})
  readonly state?: string;

  @ApiPropertyOptional({enum: ['true', 'all'], description: 'Left out: open cases alone'})
  @IsOptional()
  @IsIn(['true', 'all'])
  readonly settled?: 'true' | 'all';

  @ApiPropertyOptional({enum: ['mine']})
  @IsOptional()
  @IsIn(['mine'])
  readonly turn?: 'mine';

  @ApiPropertyOptional({enum: ['board'], description: 'Left out: a table'})
  @IsOptional()
  @IsIn(['board'])
  readonly view?: 'board';
}

export class NewViewDto {
  @ApiProperty({minLength: 1, maxLength: 60, example: 'Late in screening'})
  @Matches(/\S/, {message: 'must not be blank'})
  @Length(1, 60)
  @IsString()
  readonly name!: string;

  @ApiProperty({type: ViewFilterDto})
  @IsObject()
  @ValidateNested()
  @Type(() => ViewFilterDto)
  readonly filter!: ViewFilterDto;
}

export class SavedViewDto {
  @ApiProperty({format: 'uuid'})
  readonly id!: string;

  @ApiProperty()
  readonly name!: string;

  @ApiProperty({type: ViewFilterDto})
  readonly filter!: ViewFilterDto;
}
