import {Button, Checkbox, Group, NativeSelect, Radio, Stack, TextInput} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {idOf} from './faults';
import {labelOf} from './field-props';
import type {FieldProps} from './field-props';
import {choicesOf} from './field-schema';
import {Warned} from './warned';

/** More than so many choices go into a list that opens. */
const MOST_RADIOS = 7;
/** More than so many can be searched. */
const MOST_BOXES = 9;

const keyOf = (value: unknown): string => JSON.stringify(value ?? null);

/** One of several. */
export function ChoiceField(props: FieldProps): ReactNode {
  const {schema, path, value, required, faults, onChange} = props;
  const choices = choicesOf(schema) ?? [];
  const shared = {
    id: idOf(path),
    label: labelOf(props),
    description: schema.description,
    error: faults.get(path),
  };
  const pick = (key: string): void => {
    onChange(choices.find((choice) => keyOf(choice.const) === key)?.const);
  };
  if (choices.length > MOST_RADIOS && choices.every(({description}) => description === undefined))
    return (
      <NativeSelect
        {...shared}
        value={value === undefined ? '' : keyOf(value)}
        onChange={(event) => {
          pick(event.currentTarget.value);
        }}
        data={[
          {value: '', label: 'Choose…'},
          ...choices.map((choice) => ({
            value: keyOf(choice.const),
            label: choice.title ?? String(choice.const),
          })),
        ]}
      />
    );
  return (
    <Stack gap={4}>
      <Radio.Group {...shared} tabIndex={-1} value={value === undefined ? '' : keyOf(value)} onChange={pick}>
        <Stack gap="xs" mt="xs">
          {choices.map((choice) => (
            <Radio
              key={keyOf(choice.const)}
              value={keyOf(choice.const)}
              label={choice.title ?? String(choice.const)}
              description={choice.description}
            />
          ))}
        </Stack>
      </Radio.Group>
      {!required && value !== undefined && (
        <Group>
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              onChange(undefined);
            }}
          >
            Clear this answer
          </Button>
        </Group>
      )}
      <Warned {...props} />
    </Stack>
  );
}

/** Several of many; a long list can be searched, and shows first what is chosen. */
export function ChoicesField(props: FieldProps): ReactNode {
  const {schema, path, value, faults, onChange} = props;
  const [sought, setSought] = useState('');
  const choices = choicesOf(schema.items ?? {}) ?? [];
  const chosen = new Set((Array.isArray(value) ? (value as unknown[]) : []).map(keyOf));
  const long = choices.length > MOST_BOXES;
  const shown = choices.filter(
    (choice) =>
      chosen.has(keyOf(choice.const)) ||
      (choice.title ?? '').toLowerCase().includes(sought.trim().toLowerCase()),
  );
  return (
    <Checkbox.Group
      id={idOf(path)}
      tabIndex={-1}
      label={labelOf(props)}
      description={schema.description}
      error={faults.get(path)}
      value={[...chosen]}
      onChange={(keys) => {
        onChange(
          choices.filter((choice) => keys.includes(keyOf(choice.const))).map((choice) => choice.const),
        );
      }}
    >
      <Stack gap="xs" mt="xs">
        {long && (
          <TextInput
            size="xs"
            type="search"
            aria-label={`Search in: ${labelOf(props)}`}
            placeholder="Search"
            value={sought}
            onChange={(event) => {
              setSought(event.currentTarget.value);
            }}
          />
        )}
        <Stack
          gap="xs"
          mah={long ? 320 : undefined}
          style={{overflowY: 'auto'}}
          tabIndex={long ? 0 : undefined}
          role={long ? 'group' : undefined}
          aria-label={long ? labelOf(props) : undefined}
        >
          {shown.map((choice) => (
            <Checkbox
              key={keyOf(choice.const)}
              value={keyOf(choice.const)}
              label={choice.title ?? String(choice.const)}
              description={choice.description}
            />
          ))}
        </Stack>
      </Stack>
    </Checkbox.Group>
  );
}
