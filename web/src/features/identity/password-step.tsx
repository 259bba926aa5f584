import {TextInput} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Session} from '../../api';
import {Step} from './step';
import {PasswordField} from './step-fields';

interface PasswordStepProps {
  /** Given when it is known who signs in again. */
  readonly knownEmail?: string;
  readonly onSession: (session: Session) => void;
}

/** Signs in with an address and a password. */
export function PasswordStep({knownEmail, onSession}: PasswordStepProps): ReactNode {
  const [email, setEmail] = useState(knownEmail ?? '');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => call('signIn', {body: {email: email.trim(), password}}, {atTheDoor: true}),
    onSuccess: onSession,
  });
  return (
    <Step submit="Sign in" pending={signIn.isPending} error={signIn.error} onSubmit={signIn.mutate}>
      <TextInput
        label="E-mail address"
        type="email"
        name="email"
        autoComplete="username"
        required
        withAsterisk={false}
        readOnly={knownEmail !== undefined}
        value={email}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
        }}
      />
      <PasswordField first={knownEmail !== undefined} value={password} onChange={setPassword} />
    </Step>
  );
}
