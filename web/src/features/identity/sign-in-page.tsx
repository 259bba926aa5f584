import {Alert, Text} from '@mantine/core';
import {useQueryClient} from '@tanstack/react-query';
import {Navigate, useLocation} from 'react-router';
import type {ReactNode} from 'react';
import {TextLink, Waiting} from '../../layout';
import {CodeStep} from './code-step';
import {Door} from './door';
import {FactorSetUp} from './factor-set-up';
import {PasswordStep} from './password-step';
import {answerInWords} from './provider-answer';
import {ProviderButton} from './provider-button';
import {sessionQuery, useSessionQuery, useSessionTaken} from './session';

/** Where somebody wanted to go before they were sent here; a path of ours and nothing else. */
function wanted(state: unknown): string {
  const from = typeof state === 'object' && state !== null && 'from' in state ? state.from : null;
  return typeof from === 'string' && from.startsWith('/') && !from.startsWith('//') ? from : '/';
}

/** One step after the other: the password, then what this person's sign-in still needs. */
export function SignInPage(): ReactNode {
  const {data: session, isPending} = useSessionQuery();
  const taken = useSessionTaken();
  const client = useQueryClient();
  const {state, hash} = useLocation() as {state: unknown; hash: string};
  const answer = answerInWords(hash);

  if (isPending) return <Waiting />;
  if (session?.secondFactor.needed === 'none') return <Navigate to={wanted(state)} replace />;
  if (session?.secondFactor.needed === 'proof')
    return (
      <Door title="Your second factor">
        <CodeStep onSession={taken} />
      </Door>
    );
  if (session?.secondFactor.needed === 'enrolment')
    return (
      <Door title="Set up a second factor" lead="Your work needs more than a password.">
        <FactorSetUp onDone={() => void client.invalidateQueries(sessionQuery)} />
      </Door>
    );
  return (
    <Door title="Sign in">
      {answer !== null && (
        <Alert color="red" role="alert">
          {answer}
        </Alert>
      )}
      <PasswordStep onSession={taken} />
      <ProviderButton />
      <Text size="sm">
        <TextLink to="/recovery">I forgot my password</TextLink>
      </Text>
    </Door>
  );
}
