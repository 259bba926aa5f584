import {applyDecorators} from '@nestjs/common';
import {ApiPropertyOptional} from '@nestjs/swagger';
import {IsOptional, IsString, Matches, MaxLength} from 'class-validator';

/** How many entries of a list, in the query: a whole number from 1 to `most`, which is 100 or 1000. */
export const PageLimit = (usual: number, most: 100 | 1000 = 100): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({type: 'integer', minimum: 1, maximum: most, default: usual}),
    IsOptional(),
    Matches(most === 100 ? /^([1-9]\d?|100)$/ : /^([1-9]\d{0,2}|1000)$/, {
      message: `must be a whole number from 1 to ${most}`,
    }),
  );

/** Where a list goes on, in the query. */
export const PageCursor = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({description: '`next` of the page before'}),
    IsOptional(),
    IsString(),
    MaxLength(1000),
  );
