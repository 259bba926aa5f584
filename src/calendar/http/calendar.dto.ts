import {ApiProperty} from '@nestjs/swagger';
import {Type} from 'class-transformer';
import {ArrayMaxSize, IsArray, IsString, MaxLength, ValidateNested} from 'class-validator';
import type {Holiday} from '../domain/holiday';
import type {Calendar} from '../queries/show-calendar';

export class HolidayDto implements Holiday {
  @ApiProperty({format: 'date'})
  @IsString()
  @MaxLength(10)
  readonly day!: string;

  @ApiProperty({minLength: 1, maxLength: 100})
  @IsString()
  @MaxLength(1000)
  readonly name!: string;
}

export class HolidaysDto {
  @ApiProperty({type: [HolidayDto], description: 'All of them: what is left out is a holiday no more'})
  @IsArray()
  @ArrayMaxSize(2000)
  @ValidateNested({each: true})
  @Type(() => HolidayDto)
  readonly holidays!: readonly HolidayDto[];
}

export class CalendarDto implements Calendar {
  @ApiProperty({description: 'IANA name of the organisation’s time zone', example: 'Europe/Vienna'})
  readonly timeZone!: string;

  @ApiProperty({type: [HolidayDto], description: 'In the order of their days'})
  readonly holidays!: readonly HolidayDto[];
}
