import {Button, Stack} from '@mantine/core';
import {useMutation, useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import {Trouble} from '../../layout';

/** The way in by the hospital's identity provider, where there is one. */
export function ProviderButton(): ReactNode {
  const provider = useQuery({
    queryKey: ['identityProvider'],
    queryFn: ({signal}) => call('showIdentityProvider', {}, {signal, atTheDoor: true}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const begin = useMutation({
    mutationFn: () => call('beginProviderSignIn', {body: {}}, {atTheDoor: true}),
    onSuccess: ({location}) => {
      window.location.assign(location);
    },
  });
  const label = provider.data?.label ?? null;
  if (label === null) return null;
  return (
    <Stack gap="xs">
      {begin.error && <Trouble error={begin.error} />}
      <Button
        variant="default"
        loading={begin.isPending || begin.isSuccess}
        onClick={() => {
          begin.mutate();
        }}
      >
        Sign in with {label}
      </Button>
    </Stack>
  );
}
