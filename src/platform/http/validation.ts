import {ValidationPipe} from '@nestjs/common';
import type {ValidationError} from '@nestjs/common';
import {Fault, pointer, problems} from '../errors/problem';

/** Checks every DTO: unknown fields and wrong types are `malformed`, each with its pointer. */
export function validationPipe(): ValidationPipe {
  return new ValidationPipe({
    whitelist: true,
    forbidNonWhitelisted: true,
    transform: false,
    stopAtFirstError: true,
    exceptionFactory: (errors) => problems.malformed(faultsOf(errors, [])),
  });
}

function faultsOf(errors: readonly ValidationError[], path: readonly string[]): Fault[] {
  return errors.flatMap((error) => {
    const at = [...path, error.property];
    const own = Object.entries(error.constraints ?? {}).map(([rule, words]) => ({
      pointer: pointer(...at),
      detail: rule === 'whitelistValidation' ? 'is not a known field' : withoutName(words, error.property),
    }));
    return [...own, ...faultsOf(error.children ?? [], at)];
  });
}

/** class-validator starts its sentences with the property's name, which the pointer tells already. */
const withoutName = (words: string, name: string): string =>
  words.startsWith(`${name} `) ? words.slice(name.length + 1) : words;
