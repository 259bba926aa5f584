import {Button, Fieldset, Group, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {at, idOf} from './faults';
import {labelOf} from './field-props';
import type {NestingProps} from './field-props';
import {blank} from './field-schema';

/** A list whose entries can be added and taken away. */
export function ArrayField(props: NestingProps): ReactNode {
  const {schema, path, value, faults, warnings, onChange, Nested} = props;
  const items = Array.isArray(value) ? (value as unknown[]) : [];
  const {items: item = {}, maxItems = Number.POSITIVE_INFINITY} = schema;
  const fault = faults.get(path);
  return (
    <Fieldset legend={labelOf(props)} id={idOf(path)} tabIndex={-1}>
      <Stack>
        {schema.description !== undefined && (
          <Text size="sm" c="dimmed">
            {schema.description}
          </Text>
        )}
        {fault !== undefined && (
          <Text size="sm" c="var(--mantine-color-error)">
            {fault}
          </Text>
        )}
        {items.map((entry, index) => (
          <Stack key={at(path, index)} gap="xs">
            <Nested
              schema={item}
              path={at(path, index)}
              name={`Number ${String(index + 1)}`}
              value={entry}
              required
              faults={faults}
              warnings={warnings}
              onChange={(entered) => {
                onChange(items.with(index, entered));
              }}
            />
            <Group>
              <Button
                variant="subtle"
                size="xs"
                onClick={() => {
                  onChange(items.filter((_, other) => other !== index));
                }}
              >
                Remove number {index + 1}
              </Button>
            </Group>
          </Stack>
        ))}
        {items.length < maxItems && (
          <Group>
            <Button
              variant="default"
              size="xs"
              onClick={() => {
                onChange([...items, blank(item) ?? '']);
              }}
            >
              {items.length === 0 ? 'Add one' : 'Add another'}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
