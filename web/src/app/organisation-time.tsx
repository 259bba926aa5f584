import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../api';
import {Loaded, setTimeZone} from '../layout';

/** Shows nothing with a time in it before the organisation's zone is known. */
export function OrganisationTime({children}: {readonly children: ReactNode}): ReactNode {
  const calendar = useQuery({
    queryKey: ['calendar'],
    queryFn: async ({signal}) => {
      const found = await call('showCalendar', {}, {signal});
      setTimeZone(found.timeZone);
      return found;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  return <Loaded query={calendar}>{() => children}</Loaded>;
}
