import {Alert, Button, Center, Loader, Stack, Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {told} from '../api';

/** What went wrong and what to do next. */
export function Trouble({
  error,
  retry,
}: {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}): ReactNode {
  const {message, fix} = told(error);
  return (
    <Alert color="red" title={message} role="alert">
      <Stack gap="xs" align="flex-start">
        {fix !== null && <Text size="sm">{fix}</Text>}
        {retry && (
          <Button size="xs" variant="default" onClick={retry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

export function Waiting({what = 'Loading'}: {readonly what?: string}): ReactNode {
  return (
    <Center py="xl" role="status">
      <Loader size="sm" aria-hidden="true" />
      <span className="visually-hidden">{what}…</span>
    </Center>
  );
}

/** An empty place says what will stand here, and what brings it about. */
export function Nothing({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ReactNode;
}): ReactNode {
  return (
    <Stack gap={4} p="lg" style={{border: '1px dashed var(--collegium-line)', borderRadius: 8}}>
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text size="sm" c="dimmed" component="div">
          {children}
        </Text>
      )}
    </Stack>
  );
}

interface AnswerLike<T> {
  readonly data: T | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** What a query brought, or that it is on its way, or what went wrong. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: AnswerLike<T>;
  readonly children: (data: T) => ReactNode;
}): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error === null) return <Waiting />;
  return <Trouble error={query.error} retry={() => void query.refetch()} />;
}
