import {Stack, Text} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import {useState, useSyncExternalStore} from 'react';
import type {ReactNode} from 'react';
import {call, signInAgain} from '../../api';
import type {Session} from '../../api';
import {Dialogue} from '../../layout';
import {CodeStep} from './code-step';
import {PasswordStep} from './password-step';
import {useSession, useSessionTaken} from './session';
import {Step} from './step';
import {PasswordField} from './step-fields';

/** Opens over the page when a request finds the sign-in stale or ended; the page beneath keeps what was entered. */
export function SignInAgainDialogue(): ReactNode {
  const reason = useSyncExternalStore(signInAgain.subscribe, signInAgain.reason);
  const [code, setCode] = useState(false);
  const {person} = useSession();
  const taken = useSessionTaken();

  const signedIn = (session: Session): void => {
    if (session.secondFactor.needed === 'proof') {
      setCode(true);
      return;
    }
    setCode(false);
    // Somebody else has sat down: nothing of the page is theirs.
    if (session.person.id !== person.id) {
      window.location.assign('/');
      return;
    }
    taken(session);
    signInAgain.answer(true);
  };
  const close = (): void => {
    setCode(false);
    signInAgain.answer(false);
  };

  return (
    <Dialogue
      opened={reason !== null}
      onClose={close}
      title={reason === 'expired' ? 'Sign in again' : 'Confirm that it is you'}
    >
      {reason === 'sensitive' && <Confirm email={person.email} onSession={signedIn} onCancel={close} />}
      {(reason === 'expired' || reason === 'full') && (
        <Stack>
          <Text size="sm">{WHY[reason]}</Text>
          {code ? (
            <CodeStep onSession={signedIn} />
          ) : (
            <PasswordStep knownEmail={person.email} onSession={signedIn} />
          )}
        </Stack>
      )}
    </Dialogue>
  );
}

const WHY = {
  expired: 'Your sign-in has ended. What you entered is still here, and is sent once you are back.',
  full: 'This changes how you sign in, so give your password and your second factor once more.',
} as const;

interface ConfirmProps {
  readonly email: string;
  readonly onSession: (session: Session) => void;
  readonly onCancel: () => void;
}

function Confirm({email, onSession, onCancel}: ConfirmProps): ReactNode {
  const [password, setPassword] = useState('');
  const confirm = useMutation({
    mutationFn: () => call('confirmSession', {body: {password}}, {atTheDoor: true}),
    onSuccess: onSession,
  });
  return (
    <Step
      lead="What you are about to do cannot be taken back, so give your password once more."
      submit="Confirm"
      pending={confirm.isPending}
      error={confirm.error}
      onSubmit={confirm.mutate}
      onCancel={onCancel}
    >
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField first value={password} onChange={setPassword} />
    </Step>
  );
}
