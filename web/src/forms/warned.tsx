import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import type {FieldProps} from './field-props';

/** What to think over before this is sent. */
export function Warned({path, warnings}: FieldProps): ReactNode {
  const warning = warnings.get(path);
  if (warning === undefined) return null;
  return (
    <Text size="sm" c="amber" role="status">
      Think it over: {warning}
    </Text>
  );
}
