import {Radio, Stack, Text} from '@mantine/core';
import {useMutation, useQuery, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useNavigate, useSearchParams} from 'react-router';
import {call} from '../../api';
import type {Programme} from '../../api';
import {SchemaForm} from '../../forms';
import type {Data, FieldSchema} from '../../forms';
import {Loaded, Page, useAddress} from '../../layout';
import {programmesQuery} from './case-queries';
import {usePreview} from './use-preview';

/** What somebody comes to say; a form that knows such a source has it chosen already. */
const occasions: Readonly<Record<string, {readonly title: string; readonly source: string}>> = {
  nearMiss: {title: 'Report a near miss', source: 'nearMiss'},
  myself: {title: 'Report your own care', source: 'selfReport'},
};

/** Refers a case, reports a near miss, or reports oneself. */
export function ReferPage(): ReactNode {
  const programmes = useQuery(programmesQuery);
  const [search] = useSearchParams();
  const occasion = occasions[search.get('as') ?? ''];
  return (
    <Page
      title={occasion?.title ?? 'Refer a case'}
      lead="It takes two minutes. What you write goes to the quality office, and is used for learning alone."
    >
      <Loaded query={programmes}>
        {(all) => <Referral key={occasion?.source ?? ''} programmes={all} source={occasion?.source} />}
      </Loaded>
    </Page>
  );
}

interface ReferralProps {
  readonly programmes: readonly Programme[];
  readonly source: string | undefined;
}

function Referral({programmes, source}: ReferralProps): ReactNode {
  const {search, set} = useAddress<'programme'>();
  const navigate = useNavigate();
  const client = useQueryClient();
  const programme = programmes.find(({id}) => id === search.get('programme')) ?? programmes[0];
  const refer = useMutation({
    mutationFn: (data: Data) => {
      names.cancel();
      return call('referCase', {body: {programme: programme?.id ?? '', data}});
    },
    onSuccess: async ({id}) => {
      await client.invalidateQueries({queryKey: ['cases']});
      await navigate('/referrals', {state: {referred: id}});
    },
  });
  const names = usePreview((data) => {
    const asked = {programme: programme?.id ?? '', data};
    return call('previewReferral', {body: asked}, {unattended: true});
  });
  if (!programme) return <Text>Your organisation takes no referrals yet. Ask the quality office.</Text>;
  const form = programme.form as FieldSchema;
  return (
    <Stack className="measure" gap="lg">
      {programmes.length > 1 && (
        <Radio.Group
          label="What is it about?"
          value={programme.id}
          onChange={(id) => {
            set({programme: id});
          }}
        >
          <Stack gap="xs" mt="xs">
            {programmes.map(({id, title}) => (
              <Radio key={id} value={id} label={title} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <SchemaForm
        key={programme.id}
        schema={form}
        initial={source !== undefined && takes(form, source) ? {source} : undefined}
        submit="Send"
        pending={refer.isPending}
        error={refer.error}
        below="/data"
        warnings={names.warnings}
        onChange={names.look}
        onSubmit={(data) => {
          refer.mutate(data);
        }}
      />
    </Stack>
  );
}

const takes = ({properties}: FieldSchema, source: string): boolean =>
  properties?.['source']?.oneOf?.some((choice) => choice.const === source) === true;
