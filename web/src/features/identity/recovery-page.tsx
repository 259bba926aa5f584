import {Alert, Text} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Data} from '../../forms';
import {TextLink} from '../../layout';
import {Door} from './door';
import {DoorForm, emailAddress} from './door-form';

const schema = {
  type: 'object',
  required: ['email'],
  properties: {email: emailAddress},
};

/** Asks for a link to a new password. The answer is the same whether anybody has the address. */
export function RecoveryPage(): ReactNode {
  const ask = useMutation({
    mutationFn: ({email}: Data) => call('askForRecovery', {body: {email: String(email)}}, {atTheDoor: true}),
  });
  return (
    <Door title="A new password" lead="We mail you a link by which you choose one.">
      <DoorForm
        schema={schema}
        submit="Mail me a link"
        sending={ask}
        done={
          <Alert color="green" title="Look into your mailbox" role="status">
            If somebody here has this address, a link is on its way. It works once, and not for long.
          </Alert>
        }
      />
      <Text size="sm">
        <TextLink to="/sign-in">Back to signing in</TextLink>
      </Text>
    </Door>
  );
}
