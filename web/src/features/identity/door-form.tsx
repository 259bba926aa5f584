import type {ReactNode} from 'react';
import {SchemaForm} from '../../forms';
import type {Data, FieldSchema} from '../../forms';

interface DoorFormProps {
  readonly schema: FieldSchema;
  readonly submit: string;
  readonly sending: {
    readonly isPending: boolean;
    readonly isSuccess: boolean;
    readonly error: unknown;
    readonly mutate: (data: Data) => void;
  };
  /** In the place of the form once it was sent. */
  readonly done: ReactNode;
}

/** What is filled in once before one is signed in. */
export function DoorForm({schema, submit, sending, done}: DoorFormProps): ReactNode {
  if (sending.isSuccess) return done;
  return (
    <SchemaForm
      schema={schema}
      submit={submit}
      pending={sending.isPending}
      error={sending.error}
      onSubmit={sending.mutate}
    />
  );
}

/** A password that is chosen; the server judges it. */
export const newPassword = (title: string): FieldSchema => ({
  title,
  description: 'At least 15 characters; a few words that only you would put together are best.',
  type: 'string',
  format: 'password',
  maxLength: 1024,
});

export const emailAddress: FieldSchema = {
  title: 'E-mail address',
  type: 'string',
  format: 'email',
  maxLength: 320,
};
