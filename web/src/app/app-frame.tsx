import {Text} from '@mantine/core';
import {Suspense} from 'react';
import type {ReactNode} from 'react';
import {Outlet} from 'react-router';
import {SignInAgainDialogue, useRoles, useSession, useSignOut} from '../features/identity';
import {Frame, Waiting} from '../layout';
import {navigationFor} from './navigation';
import {OrganisationTime} from './organisation-time';
import {useLive} from './use-live';

/** What stands around every page of somebody who is signed in. */
export function AppFrame(): ReactNode {
  const {person} = useSession();
  const signOut = useSignOut();
  const places = navigationFor(useRoles());
  const old = useLive();
  return (
    <Frame
      places={places}
      name={person.displayName}
      onSignOut={() => {
        signOut.mutate();
      }}
    >
      <div role="status">
        {old && (
          <Text size="sm" c="dimmed" mb="sm">
            Collegium has not been reached for a while, so what stands here may be old.
          </Text>
        )}
      </div>
      <OrganisationTime>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </OrganisationTime>
      <SignInAgainDialogue />
    </Frame>
  );
}
