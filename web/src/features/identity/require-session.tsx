import {Navigate, Outlet, useLocation} from 'react-router';
import type {ReactNode} from 'react';
import {Trouble, Waiting} from '../../layout';
import {answerIn} from './provider-answer';
import {useSessionQuery} from './session';

/** Lets nobody past who is not signed in, and comes back to where they wanted to go. */
export function RequireSession(): ReactNode {
  const {data, error, refetch} = useSessionQuery();
  const {pathname, search, hash} = useLocation();
  if (data === undefined) return error ? <Trouble error={error} retry={() => void refetch()} /> : <Waiting />;
  if (data === null || data.secondFactor.needed !== 'none')
    return (
      <Navigate to={{pathname: '/sign-in', hash: answerIn(hash)}} replace state={{from: pathname + search}} />
    );
  return <Outlet />;
}
