import {Button, Group, Paper, Stack, Text, Title} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import {useState} from 'react';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Factor} from '../../api';
import {AskOnce, Loaded, Page, Trouble, day} from '../../layout';
import {FactorSetUp} from './factor-set-up';
import {useSession, useSignOut} from './session';

const kinds: Readonly<Record<Factor['kind'], string>> = {totp: 'Authenticator', passkey: 'Passkey'};

/** One's own name, sign-in and second factors. */
export function AccountPage(): ReactNode {
  const {person} = useSession();
  const client = useQueryClient();
  const signOut = useSignOut();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<string | null>(null);
  const factors = useQuery({
    queryKey: ['factors'],
    queryFn: ({signal}) => call('listSecondFactors', {}, {signal}),
  });
  const changed = () => client.invalidateQueries({queryKey: ['factors']});
  const end = useMutation({
    mutationFn: (id: string) => call('endSecondFactor', {path: {id}}),
    onSuccess: changed,
  });
  return (
    <Page title="Your account" lead={`${person.displayName}, ${person.email}`}>
      <Stack className="measure">
        <Title order={2}>Second factor</Title>
        <Text size="sm">With a passkey or an authenticator, a stolen password alone opens nothing.</Text>
        {end.error && <Trouble error={end.error} />}
        <Loaded query={factors}>
          {({factors: all, recoveryCodesLeft}) => (
            <Stack gap="xs">
              {all.map(({id, kind, name, madeAt}) => (
                <Paper key={id} withBorder p="sm">
                  <Group justify="space-between">
                    <div>
                      <Text fw={600}>{name}</Text>
                      <Text size="sm" c="dimmed">
                        {kinds[kind]}, since {day(madeAt)}
                      </Text>
                    </div>
                    <Button
                      variant="default"
                      size="xs"
                      onClick={() => {
                        setEnding(id);
                      }}
                    >
                      Take away
                    </Button>
                  </Group>
                </Paper>
              ))}
              {all.length > 0 && <Text size="sm">{recoveryCodesLeft} recovery codes are left.</Text>}
            </Stack>
          )}
        </Loaded>
        <AskOnce
          opened={ending !== null}
          title="Take this second factor away?"
          what="It opens nothing from now on. Whose work needs a second factor keeps at least one."
          yes="Take it away"
          onYes={() => {
            if (ending !== null) end.mutate(ending);
            setEnding(null);
          }}
          onNo={() => {
            setEnding(null);
          }}
        />
        {adding ? (
          <Paper withBorder p="md">
            <FactorSetUp
              onDone={() => {
                setAdding(false);
                void changed();
              }}
            />
          </Paper>
        ) : (
          <Group>
            <Button
              variant="default"
              onClick={() => {
                setAdding(true);
              }}
            >
              Add a second factor
            </Button>
          </Group>
        )}
        <Title order={2}>Signing out</Title>
        <Group>
          <Button
            variant="default"
            loading={signOut.isPending}
            onClick={() => {
              signOut.mutate();
            }}
          >
            Sign out
          </Button>
        </Group>
      </Stack>
    </Page>
  );
}
