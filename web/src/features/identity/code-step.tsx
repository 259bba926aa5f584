import {Button, Divider, Stack} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Session} from '../../api';
import {Trouble} from '../../layout';
import {passkeyProof, takesPasskeys} from './passkey';
import {Step} from './step';
import {CodeField} from './step-fields';

const atTheDoor = {atTheDoor: true};

/** Proves the second factor by a passkey, a code of an authenticator, or a recovery code. */
export function CodeStep({onSession}: {readonly onSession: (session: Session) => void}): ReactNode {
  const [code, setCode] = useState('');
  const prove = useMutation({
    mutationFn: () => call('proveSecondFactor', {body: {code: code.trim()}}, atTheDoor),
    onSuccess: onSession,
  });
  const show = useMutation({
    mutationFn: async () => {
      const credential = await passkeyProof(await call('askForPasskey', {}, atTheDoor));
      return call('provePasskey', {body: {credential}}, atTheDoor);
    },
    onSuccess: onSession,
  });
  const typed = (
    <Step
      lead="Open your authenticator and type in the six digits that it shows for Collegium."
      submit="Go on"
      pending={prove.isPending}
      error={prove.error}
      onSubmit={prove.mutate}
    >
      <CodeField
        label="Code"
        description="Without the authenticator: one of your recovery codes."
        first
        value={code}
        onChange={setCode}
      />
    </Step>
  );
  if (!takesPasskeys()) return typed;
  return (
    <Stack>
      {show.error && <Trouble error={show.error} />}
      <Button
        variant="default"
        loading={show.isPending}
        onClick={() => {
          show.mutate();
        }}
      >
        Use a passkey
      </Button>
      <Divider label="or" />
      {typed}
    </Stack>
  );
}
