import {Suspense} from 'react';
import type {ReactNode} from 'react';
import {Outlet} from 'react-router';
import {SignInAgainDialogue, useRoles, useSession, useSignOut} from '../features/identity';
import {Frame, Waiting} from '../layout';
import {navigationFor} from './navigation';
import {OrganisationTime} from './organisation-time';

/** What stands around every page of somebody who is signed in. */
export function AppFrame(): ReactNode {
  const {person} = useSession();
  const signOut = useSignOut();
  const places = navigationFor(useRoles());
  return (
    <Frame
      places={places}
      name={person.displayName}
      onSignOut={() => {
        signOut.mutate();
      }}
    >
      <OrganisationTime>
        <Suspense fallback={<Waiting />}>
          <Outlet />
        </Suspense>
      </OrganisationTime>
      <SignInAgainDialogue />
    </Frame>
  );
}
