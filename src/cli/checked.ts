import {ClassConstructor, plainToInstance} from 'class-transformer';
import {ValidationError, validateSync} from 'class-validator';
import {UsageError} from './command';

/**
 * What options say, checked as the same would be over HTTP.
 *
 * @param optionOf the option that gives a property, without its dashes; the property's own name unless given
 * @throws UsageError that names every option that cannot be used
 */
export function checked<T extends object>(
  shape: ClassConstructor<T>,
  given: Readonly<Record<string, unknown>>,
  optionOf: Readonly<Record<string, string>> = {},
): T {
  const instance = plainToInstance(shape, given);
  const faults = validateSync(instance).map(
    (fault) => `--${optionOf[fault.property] ?? fault.property} ${reasonsOf(fault).join(', ')}`,
  );
  if (faults.length > 0) throw new UsageError(faults.join('; '));
  return instance;
}

const reasonsOf = ({constraints = {}, children = []}: ValidationError): string[] => [
  ...Object.values(constraints),
  ...children.flatMap(reasonsOf),
];
