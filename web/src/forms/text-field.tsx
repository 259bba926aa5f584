import {NumberInput, PasswordInput, Stack, TextInput, Textarea} from '@mantine/core';
import type {ReactNode} from 'react';
import {timeZone} from '../layout';
import {idOf} from './faults';
import {labelOf} from './field-props';
import type {FieldProps} from './field-props';
import {fromLocal, toLocal} from './local-time';
import {Warned} from './warned';

/** Texts that may be longer get room for several lines. */
const ONE_LINE = 300;

function sharedOf(props: FieldProps) {
  const {schema, path, faults} = props;
  return {
    id: idOf(path),
    name: idOf(path),
    label: labelOf(props),
    description: schema.description,
    error: faults.get(path),
    ...(schema.maxLength !== undefined && {maxLength: schema.maxLength}),
  };
}

const inputTypes: Readonly<Record<string, 'date' | 'email' | 'url' | 'time'>> = {
  date: 'date',
  email: 'email',
  uri: 'url',
  time: 'time',
};

/** A text, a date, a number or a password. */
export function TextField(props: FieldProps): ReactNode {
  const {schema, onChange} = props;
  const shared = sharedOf(props);
  const value = typeof props.value === 'string' ? props.value : '';
  const take = (event: {readonly currentTarget: {readonly value: string}}): void => {
    onChange(event.currentTarget.value);
  };
  if (schema.type === 'number' || schema.type === 'integer')
    return (
      <NumberInput
        {...shared}
        hideControls
        allowDecimal={schema.type === 'number'}
        value={typeof props.value === 'number' ? props.value : ''}
        onChange={(entered) => {
          onChange(typeof entered === 'number' ? entered : undefined);
        }}
      />
    );
  if (schema.format === 'password')
    return (
      <PasswordInput
        {...shared}
        autoComplete="new-password"
        visibilityToggleButtonProps={{'aria-label': 'Show the password'}}
        value={value}
        onChange={take}
      />
    );
  const type = inputTypes[schema.format ?? ''];
  if (type !== undefined || (schema.maxLength ?? Number.POSITIVE_INFINITY) <= ONE_LINE)
    return (
      <Stack gap={4}>
        <TextInput
          {...shared}
          type={type ?? 'text'}
          maw={type === 'date' ? 220 : undefined}
          value={value}
          onChange={take}
        />
        <Warned {...props} />
      </Stack>
    );
  return (
    <Stack gap={4}>
      <Textarea {...shared} autosize minRows={3} maxRows={24} value={value} onChange={take} />
      <Warned {...props} />
    </Stack>
  );
}

/** A moment, entered in the organisation's time and kept as RFC 3339. */
export function DateTimeField(props: FieldProps): ReactNode {
  const {schema, value, onChange} = props;
  const zone = timeZone();
  return (
    <TextInput
      {...sharedOf(props)}
      type="datetime-local"
      maw={260}
      description={[schema.description, `Time in ${zone.replaceAll('_', ' ')}.`].filter(Boolean).join(' ')}
      value={typeof value === 'string' ? toLocal(value, zone) : ''}
      onChange={(event) => {
        onChange(fromLocal(event.currentTarget.value, zone));
      }}
    />
  );
}
