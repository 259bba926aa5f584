import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import {anyObject} from './any-object';

class UploadTargetDto {
  @ApiProperty()
  readonly href!: string;

  @ApiProperty({enum: ['file']})
  readonly field!: 'file';

  @ApiProperty({type: [String]})
  readonly accept!: readonly string[];

  @ApiProperty({type: 'integer'})
  readonly maxBytes!: number;
}

export class OfferedActionDto {
  @ApiProperty()
  readonly type!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({description: 'Leads towards closure; at most one a viewer'})
  readonly primary!: boolean;

  @ApiPropertyOptional({enum: [true], description: 'What is entered can be kept under `drafts/{type}`'})
  readonly draft?: true;

  @ApiPropertyOptional({
    enum: [true],
    description: 'It is one of the panel’s: `actions/preview` says who would decide after it',
  })
  readonly panel?: true;

  @ApiPropertyOptional({...anyObject, description: 'JSON Schema (2020-12); absent where `upload` stands'})
  readonly form?: object;

  @ApiPropertyOptional({type: UploadTargetDto})
  readonly upload?: UploadTargetDto;
}
