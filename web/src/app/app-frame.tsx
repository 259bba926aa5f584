import {Text} from '@mantine/core';
import {queryOptions, useQuery} from '@tanstack/react-query';
import {Suspense} from 'react';
import type {ReactNode} from 'react';
import {Outlet} from 'react-router';
import {call} from '../api';
import {SignInAgainDialogue, useRoles, useSession, useSignOut} from '../features/identity';
import {Frame, PrivilegeNote, Waiting} from '../layout';
import {navigationFor} from './navigation';
import {OrganisationTime} from './organisation-time';
import {useLive} from './use-live';

const privilegeNoticeQuery = queryOptions({
  queryKey: ['privilege', 'notice'],
  queryFn: ({signal}) => call('showPrivilegeNotice', {}, {signal}),
  staleTime: 60 * 60_000,
});

/** What stands around every page of somebody who is signed in. */
export function AppFrame(): ReactNode {
  const {person} = useSession();
  const signOut = useSignOut();
  const places = navigationFor(useRoles());
  const old = useLive();
  const {data: notice} = useQuery(privilegeNoticeQuery);
  return (
    <Frame
      places={places}
      name={person.displayName}
      notice={notice && <PrivilegeNote text={notice.text} />}
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
