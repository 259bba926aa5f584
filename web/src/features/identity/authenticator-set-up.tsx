import {Anchor, Code, Stack, Text} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {RecoveryCodes} from './recovery-codes';
import {Step} from './step';
import {CodeField, DeviceField} from './step-fields';

const inFours = (secret: string): string => secret.replace(/(.{4})/g, '$1 ').trim();

export interface SetUpProps {
  /** The way to another kind, before anything is begun. */
  readonly instead: ReactNode;
  readonly onDone: () => void;
}

/** Sets up an authenticator: its secret, a code as proof, and the recovery codes, which are shown once. */
export function AuthenticatorSetUp({instead, onDone}: SetUpProps): ReactNode {
  const [name, setName] = useState('My telephone');
  const [code, setCode] = useState('');
  const begin = useMutation({mutationFn: () => call('beginAuthenticator', {body: {name}})});
  const confirm = useMutation({
    mutationFn: (id: string) => call('confirmAuthenticator', {path: {id}, body: {code: code.trim()}}),
  });

  if (confirm.data)
    return (
      <RecoveryCodes
        title="Your authenticator is set up."
        codes={confirm.data.recoveryCodes}
        onDone={onDone}
      />
    );

  if (begin.data) {
    const {id, secret, uri} = begin.data;
    return (
      <Step
        submit="Confirm"
        pending={confirm.isPending}
        error={confirm.error}
        onSubmit={() => {
          confirm.mutate(id);
        }}
      >
        <Text size="sm">
          On this telephone,{' '}
          <Anchor href={uri} underline="always">
            open the authenticator
          </Anchor>
          . On another one, choose “enter a key” there and type in:
        </Text>
        <Code block aria-label="Key for the authenticator">
          {inFours(secret)}
        </Code>
        <CodeField label="Code that it shows now" inputMode="numeric" value={code} onChange={setCode} />
      </Step>
    );
  }

  return (
    <Stack>
      <Step
        submit="Set up an authenticator"
        pending={begin.isPending}
        error={begin.error}
        onSubmit={begin.mutate}
      >
        <DeviceField value={name} onChange={setName} />
      </Step>
      {instead}
    </Stack>
  );
}
