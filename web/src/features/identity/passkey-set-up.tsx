import {Stack} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {SetUpProps} from './authenticator-set-up';
import {newPasskey} from './passkey';
import {RecoveryCodes} from './recovery-codes';
import {Step} from './step';
import {DeviceField} from './step-fields';

/** Makes a passkey on this device, or on a key that is put into it. */
export function PasskeySetUp({instead, onDone}: SetUpProps): ReactNode {
  const [name, setName] = useState('This device');
  const add = useMutation({
    mutationFn: async () => {
      const credential = await newPasskey(await call('beginPasskey', {}));
      return call('addPasskey', {body: {name, credential}});
    },
  });
  if (add.data)
    return <RecoveryCodes title="Your passkey is set up." codes={add.data.recoveryCodes} onDone={onDone} />;
  return (
    <Stack>
      <Step
        lead="You unlock it as you unlock the device: by fingerprint, face or code. Nothing is typed in, and no other site can ask for it."
        submit="Make a passkey"
        pending={add.isPending}
        error={add.error}
        onSubmit={add.mutate}
      >
        <DeviceField value={name} onChange={setName} />
      </Step>
      {instead}
    </Stack>
  );
}
