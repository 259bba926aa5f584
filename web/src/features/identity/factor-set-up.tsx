import {Button} from '@mantine/core';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {AuthenticatorSetUp} from './authenticator-set-up';
import {takesPasskeys} from './passkey';
import {PasskeySetUp} from './passkey-set-up';

/** Sets up a second factor of either kind: an authenticator, unless a passkey is asked for. */
export function FactorSetUp({onDone}: {readonly onDone: () => void}): ReactNode {
  const [passkey, setPasskey] = useState(false);
  const instead = takesPasskeys() && (
    <Button
      variant="subtle"
      onClick={() => {
        setPasskey(!passkey);
      }}
    >
      {passkey ? 'Use an authenticator instead' : 'Use a passkey instead'}
    </Button>
  );
  return passkey ? (
    <PasskeySetUp instead={instead} onDone={onDone} />
  ) : (
    <AuthenticatorSetUp instead={instead} onDone={onDone} />
  );
}
