import {ApiProperty} from '@nestjs/swagger';
import {IsBoolean, IsOptional} from 'class-validator';

export class ProviderDto {
  @ApiProperty({type: String, nullable: true, description: 'What its button says; null when there is none'})
  readonly label!: string | null;
}

export class ProviderSignInDto {
  @ApiProperty({
    required: false,
    description: 'Have the provider ask again although it knows the browser, for sensitive actions',
  })
  @IsOptional()
  @IsBoolean()
  readonly fresh?: boolean;
}

export class ProviderLocationDto {
  @ApiProperty({format: 'uri', description: 'Where the browser is to go'})
  readonly location!: string;
}
