import {Alert} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Data} from '../../forms';
import {LinkButton, TextLink} from '../../layout';
import {Door} from './door';
import {DoorForm, newPassword} from './door-form';
import {useLinkToken} from './link-token';

const schema = {
  type: 'object',
  required: ['password'],
  properties: {password: newPassword('New password')},
};

/** Chooses a password with a one-time link: an invitation, or when the old one was forgotten. */
export function PasswordPage(): ReactNode {
  const token = useLinkToken();
  const choose = useMutation({
    mutationFn: ({password}: Data) =>
      call('choosePassword', {body: {token, password: String(password)}}, {atTheDoor: true}),
  });
  if (token === '')
    return (
      <Door title="Choose a password" lead="This page opens by a link that was mailed to you, once.">
        <TextLink to="/recovery">Have a new link mailed</TextLink>
      </Door>
    );
  return (
    <Door title="Choose a password">
      <DoorForm
        schema={schema}
        submit="Set this password"
        sending={choose}
        done={
          <>
            <Alert color="green" title="Your password is set." role="status" />
            <LinkButton to="/sign-in">Sign in</LinkButton>
          </>
        }
      />
    </Door>
  );
}
