import {ApiProperty} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {IsDefined, IsString, MaxLength, ValidateNested} from 'class-validator';

class FirstOrganisationDto {
  @ApiProperty({maxLength: 200})
  @IsString()
  @MaxLength(200)
  readonly name!: string;

  @ApiProperty({example: 'Europe/Vienna', maxLength: 100})
  @IsString()
  @MaxLength(100)
  readonly timeZone!: string;
}

class FirstAdministratorDto {
  @ApiProperty({maxLength: 200})
  @IsString()
  @MaxLength(200)
  readonly displayName!: string;

  @ApiProperty({maxLength: 320})
  @IsString()
  @MaxLength(320)
  readonly email!: string;

  @ApiProperty({format: 'password', maxLength: 1024, description: 'At least 15 characters'})
  @IsString()
  @MaxLength(1024)
  readonly password!: string;
}

export class SetUpDto {
  @ApiProperty({description: 'What stands behind the # of the link', maxLength: 100})
  @IsString()
  @MaxLength(100)
  readonly token!: string;

  @ApiProperty({type: FirstOrganisationDto})
  @IsDefined()
  @ValidateNested()
  @Type(() => FirstOrganisationDto)
  readonly organisation!: FirstOrganisationDto;

  @ApiProperty({type: FirstAdministratorDto})
  @IsDefined()
  @ValidateNested()
  @Type(() => FirstAdministratorDto)
  readonly administrator!: FirstAdministratorDto;
}
