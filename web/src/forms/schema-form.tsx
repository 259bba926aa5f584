import {Alert, Anchor, Button, Group, List, Stack} from '@mantine/core';
import {useEffect, useImperativeHandle, useRef, useState} from 'react';
import type {ReactNode, Ref} from 'react';
import {ProblemError} from '../api';
import {Trouble} from '../layout';
import {faultsBelow, faultsOf, idOf} from './faults';
import type {Faults} from './faults';
import {blank, filledIn} from './field-schema';
import type {Data, FieldSchema} from './field-schema';
import {Field} from './field';
import {withLine} from './long-texts';
import type {LongText} from './long-texts';
import {ObjectFields} from './object-field';

/** What others on the page may do to a form. */
export interface FormHandle {
  /** Adds a line to an answer in words, as if it had been entered. */
  readonly addLine: (answer: LongText, line: string) => void;
}

interface SchemaFormProps {
  readonly schema: FieldSchema;
  /** What was entered before, e.g. a draft. */
  readonly initial?: Data | undefined;
  readonly submit: string;
  readonly pending: boolean;
  /** What the server said to the last attempt. */
  readonly error: unknown;
  /** Where in the body the data stand: `/data` of an action. */
  readonly below?: string;
  readonly warnings?: Faults;
  /** Beside the button. */
  readonly aside?: ReactNode;
  readonly onChange?: (data: Data) => void;
  readonly onSubmit: (data: Data) => void;
  readonly handle?: Ref<FormHandle>;
}

const none: Faults = new Map();

/** The one form: draws what a JSON Schema asks for, checks it, and says all at once what is missing. */
export function SchemaForm(props: SchemaFormProps): ReactNode {
  const {schema, submit, pending, error, below = '', warnings = none, aside} = props;
  const [data, setData] = useState<Data>(() => ({...(blank(schema) as Data | undefined), ...props.initial}));
  const [local, setLocal] = useState<Faults>(none);
  const [tried, setTried] = useState(0);
  const refused = error instanceof ProblemError && error.faults.length > 0;
  const faults = local.size > 0 || !refused ? local : faultsBelow(below, error.faults);

  const change = (entered: unknown): void => {
    setData(entered as Data);
    if (local.size > 0) setLocal(faultsOf(schema, filledIn(schema, entered)));
    props.onChange?.(filledIn(schema, entered) as Data);
  };
  useImperativeHandle(props.handle, () => ({
    addLine: (answer, line) => {
      change(withLine(data, answer, line));
    },
  }));

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const entered = filledIn(schema, data) as Data;
        const found = faultsOf(schema, entered);
        setLocal(found);
        setTried(tried + 1);
        if (found.size === 0) props.onSubmit(entered);
      }}
    >
      <Stack gap="lg">
        {faults.size > 0 && <FaultSummary key={tried} schema={schema} faults={faults} />}
        {error !== null && error !== undefined && !refused && <Trouble error={error} />}
        <ObjectFields
          Nested={Field}
          schema={schema}
          path=""
          name=""
          value={data}
          required
          faults={faults}
          warnings={warnings}
          onChange={change}
        />
        <Group justify="space-between">
          <Button type="submit" loading={pending}>
            {submit}
          </Button>
          {aside}
        </Group>
      </Stack>
    </form>
  );
}

/** All that is to be looked at again, each with a way there; it has the focus when it appears. */
function FaultSummary({schema, faults}: {readonly schema: FieldSchema; readonly faults: Faults}): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus();
  }, []);
  return (
    <Alert color="red" title="Look at these again" ref={place} tabIndex={-1} role="alert">
      <List size="sm">
        {[...faults].map(([path, fault]) => (
          <List.Item key={path}>
            <Anchor
              href={`#${idOf(path)}`}
              underline="always"
              onClick={(event) => {
                event.preventDefault();
                focusField(path);
              }}
            >
              {titleAt(schema, path)}: {fault}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function focusField(path: string): void {
  const place = document.getElementById(idOf(path));
  const field =
    place?.matches('input,select,textarea') === true
      ? place
      : place?.querySelector<HTMLElement>('input,select,textarea');
  (field ?? place)?.focus();
}

/** The label of the field at a pointer, as far as the schema knows it. */
function titleAt(schema: FieldSchema, path: string): string {
  let here: FieldSchema | undefined = schema;
  let title = '';
  for (const part of path.split('/').slice(1)) {
    here = here?.items ?? here?.properties?.[part];
    title = here?.title ?? (title === '' ? part : title);
  }
  return title === '' ? 'The form' : title;
}
