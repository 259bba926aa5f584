import {Alert} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {SetUp} from '../../api';
import type {Data} from '../../forms';
import {LinkButton} from '../../layout';
import {Door} from './door';
import {DoorForm, emailAddress, newPassword} from './door-form';
import {useLinkToken} from './link-token';

const schema = {
  type: 'object',
  required: ['organisation', 'administrator'],
  properties: {
    organisation: {
      title: 'Organisation',
      type: 'object',
      required: ['name', 'timeZone'],
      properties: {
        name: {title: 'Name', type: 'string', maxLength: 200},
        timeZone: {
          title: 'Time zone',
          description: 'By which deadlines are reckoned, e.g. Europe/Vienna.',
          type: 'string',
          maxLength: 100,
          default: Intl.DateTimeFormat().resolvedOptions().timeZone,
        },
      },
    },
    administrator: {
      title: 'You, its administrator',
      type: 'object',
      required: ['displayName', 'email', 'password'],
      properties: {
        displayName: {title: 'Your name', type: 'string', maxLength: 200},
        email: emailAddress,
        password: newPassword('Password'),
      },
    },
  },
};

/** Makes the first organisation and its administrator, with the link that the first start printed. */
export function SetUpPage(): ReactNode {
  const token = useLinkToken();
  const setUp = useMutation({
    mutationFn: (data: Data) =>
      call('setUp', {body: {token, ...(data as unknown as Omit<SetUp, 'token'>)}}, {atTheDoor: true}),
  });
  if (token === '')
    return (
      <Door
        title="Set up Collegium"
        lead="This page opens by the link that the first start of the server printed."
      >
        <LinkButton to="/sign-in" variant="default">
          Sign in instead
        </LinkButton>
      </Door>
    );
  return (
    <Door title="Set up Collegium" lead="Once, for the whole organisation.">
      <DoorForm
        schema={schema}
        submit="Make the organisation"
        sending={setUp}
        done={
          <>
            <Alert color="green" title="Your organisation is made." role="status">
              You administer it. Sign in, and enter your people.
            </Alert>
            <LinkButton to="/sign-in">Sign in</LinkButton>
          </>
        }
      />
    </Door>
  );
}
