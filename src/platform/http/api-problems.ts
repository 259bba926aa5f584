import {ApiExtension} from '@nestjs/swagger';
import type {ProblemCode} from '../errors/problem';

/** Where an operation carries its problems until the description is complete. */
export const PROBLEMS_EXTENSION = 'x-problems';

/** Problems of one operation, beside those that follow from its shape: `@ApiProblems('stale', 'invalid')`. */
export const ApiProblems = (...codes: readonly ProblemCode[]): MethodDecorator =>
  ApiExtension(PROBLEMS_EXTENSION, codes);
