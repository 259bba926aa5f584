import {Button, Menu, Paper, Text, Title} from '@mantine/core';
import {useMutation} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {Case, Operations} from '../../api';
import {Trouble, saveFile} from '../../layout';

type Purpose = Operations['downloadDeidentifiedCopy']['query']['for'];

const PURPOSES: readonly {readonly purpose: Purpose; readonly label: string}[] = [
  {purpose: 'conference', label: 'For a conference with others'},
  {purpose: 'teaching', label: 'For teaching'},
  {purpose: 'registry', label: 'For a registry'},
  {purpose: 'patientSafetyOrganization', label: 'For a patient safety organization'},
];

/** A copy for others, which names nobody; somebody has to read it before it leaves. It asks for a recent sign-in. */
export function DeidentifiedCard({shown: {id, deidentifiable}}: {readonly shown: Case}): ReactNode {
  const make = useMutation({
    mutationFn: async (purpose: Purpose) => {
      const copy = await call('downloadDeidentifiedCopy', {path: {id}, query: {for: purpose}});
      saveFile(copy, 'de-identified-case.pdf');
    },
  });
  if (!deidentifiable) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb="xs">
        For others to learn from
      </Title>
      <Text size="sm" mb="sm">
        A copy without names, places, numbers and dates, masked by Safe Harbor (45 CFR 164.514(b)(2)). Read it
        before you hand it on: what is rare enough to be recognised, no rule can know. Whether handing it on
        keeps the privilege, counsel has to say.
      </Text>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="default" loading={make.isPending}>
            De-identified copy as PDF
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PURPOSES.map(({purpose, label}) => (
            <Menu.Item
              key={purpose}
              onClick={() => {
                make.mutate(purpose);
              }}
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {make.isPending && (
        <Text size="xs" c="dimmed" role="status">
          Being written…
        </Text>
      )}
      {make.error && <Trouble error={make.error} />}
      <Text size="xs" c="dimmed" mt="xs">
        For what it was made stands on it, and on record with your name.
      </Text>
    </Paper>
  );
}
