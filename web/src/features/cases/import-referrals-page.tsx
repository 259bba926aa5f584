import {FileInput, NativeSelect, Stack, Text} from '@mantine/core';
import {useMutation, useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Programme} from '../../api';
import {LineFaults, Loaded, Page, Trouble, useAddress} from '../../layout';
import {programmesQuery} from './case-queries';
import {ImportColumns} from './import-columns';
import {ImportRows} from './import-rows';

/** Referrals from a list: first a look at what would happen, then row by row, each as if typed by hand. */
export function ImportReferralsPage(): ReactNode {
  const programmes = useQuery(programmesQuery);
  return (
    <Page
      title="Import referrals"
      lead="A CSV file, one referral a row; nothing is referred before you have seen what would be."
    >
      <Loaded query={programmes}>{(all) => <Import programmes={all} />}</Loaded>
    </Page>
  );
}

function Import({programmes}: {readonly programmes: readonly Programme[]}): ReactNode {
  const {search, set} = useAddress<'programme'>();
  const programme = programmes.find(({id}) => id === search.get('programme')) ?? programmes[0];
  if (!programme) return <Text>Your organisation takes no referrals yet.</Text>;
  return (
    <Stack gap="lg">
      <NativeSelect
        className="measure"
        label="To which programme?"
        value={programme.id}
        data={programmes.map(({id, title}) => ({value: id, label: title}))}
        onChange={({currentTarget: {value}}) => {
          set({programme: value});
        }}
      />
      <ImportColumns key={`columns of ${programme.id}`} programme={programme.id} />
      <ImportFile key={programme.id} programme={programme.id} />
    </Stack>
  );
}

function ImportFile({programme}: {readonly programme: string}): ReactNode {
  const look = useMutation({
    mutationFn: async (file: File) => {
      const csv = await file.text();
      return {csv, report: await call('importReferrals', {body: {programme, csv}})};
    },
  });
  return (
    <>
      <FileInput
        label="File"
        className="measure"
        accept=".csv,text/csv"
        placeholder="Choose a file"
        onChange={(file) => {
          look.reset();
          if (file) look.mutate(file);
        }}
      />
      {look.isPending && <Text role="status">It is being read…</Text>}
      {look.error && <Trouble error={look.error} />}
      {look.data &&
        (look.data.report.faults.length > 0 ? (
          <LineFaults
            title="Nothing was referred. Mend these lines and choose the file again."
            faults={look.data.report.faults}
          />
        ) : (
          <ImportRows key={look.submittedAt} programme={programme} looked={look.data} />
        ))}
    </>
  );
}
