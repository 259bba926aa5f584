import {List} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Operations} from '../../api';
import {Loaded, Page} from '../../layout';

type Rules = Operations['showSignInRules']['reply'];

/** By what rules one signs in here. */
export function SignInRulesPage(): ReactNode {
  const found = useQuery({
    queryKey: ['sign-in rules'],
    queryFn: ({signal}) => call('showSignInRules', {}, {signal}),
  });
  return (
    <Page
      title="Signing in"
      lead="By these rules one signs in. They are changed where the server is started, and nowhere else."
    >
      <Loaded query={found}>
        {(rules) => (
          <List className="measure" spacing="xs">
            {sentencesOf(rules).map((rule) => (
              <List.Item key={rule}>{rule}</List.Item>
            ))}
          </List>
        )}
      </Loaded>
    </Page>
  );
}

const inTime = (minutes: number): string =>
  minutes >= 120 ? `${String(minutes / 60)} hours` : `${String(minutes)} minutes`;

const sentencesOf = ({secondFactor, provider, idle, longest, confirmation, limited}: Rules): string[] => [
  secondFactor
    ? 'Whoever has a duty, and every physician, needs a second factor.'
    : 'No second factor is asked for: this is a demonstration.',
  provider === null
    ? 'There is no identity provider; everybody signs in with a password or a passkey.'
    : `One can sign in through ${provider}.`,
  `A session ends after ${inTime(idle)} without use, and after ${inTime(longest)} in any case.`,
  `A sign-in counts for sensitive actions for ${inTime(confirmation)}; after that it is asked for again.`,
  'Passwords that are among the first to be guessed are refused.',
  limited ? 'Tries to sign in are limited in number.' : 'Tries to sign in are not limited in number.',
];
