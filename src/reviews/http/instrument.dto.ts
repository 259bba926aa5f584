import {ApiProperty, ApiPropertyOptional} from '@nestjs/swagger';
import type {About} from '../domain/instrument';
import type {ShownInstrument, ShownQuestion} from '../queries/show-instrument';

class OptionDto {
  @ApiProperty({example: '2a'})
  readonly value!: string;

  @ApiProperty()
  readonly label!: string;

  @ApiPropertyOptional({description: 'When it is to be chosen'})
  readonly anchor?: string;
}

class PhaseDto {
  @ApiProperty()
  readonly id!: string;

  @ApiProperty()
  readonly title!: string;
}

class QuestionDto implements ShownQuestion {
  @ApiProperty()
  readonly id!: string;

  @ApiProperty({type: String, description: 'What it measures, one thing alone', example: 'care'})
  readonly about!: About;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: [OptionDto], description: 'In order; empty where only words are asked for'})
  readonly options!: readonly OptionDto[];

  @ApiProperty({type: [PhaseDto], description: 'Phases of care that are each answered apart'})
  readonly phases!: readonly PhaseDto[];
}

export class InstrumentDto implements ShownInstrument {
  @ApiProperty({example: 'peer-review'})
  readonly id!: string;

  @ApiProperty()
  readonly version!: string;

  @ApiProperty()
  readonly title!: string;

  @ApiProperty({type: [QuestionDto], description: 'In the order in which they are asked'})
  readonly questions!: readonly QuestionDto[];
}
