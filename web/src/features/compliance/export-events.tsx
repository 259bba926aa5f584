import {Button, Menu, Text} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {call} from '../../api';
import type {NewExport} from '../../api';
import {Trouble, saveFile} from '../../layout';
import type {LogFilter} from './log-filter';

const formats: readonly {
  readonly format: NewExport['format'];
  readonly label: string;
  readonly ending: string;
}[] = [
  {format: 'ndjson', label: 'With proofs (NDJSON)', ending: 'ndjson'},
  {format: 'csv', label: 'Table (CSV)', ending: 'csv'},
  {format: 'pdf', label: 'For print (PDF)', ending: 'pdf'},
  {format: 'fhir', label: 'HL7 FHIR AuditEvent', ending: 'fhir.ndjson'},
];

/** Takes what was found out of Collegium; each export is numbered and on record. */
export function ExportEvents({filter}: {readonly filter: LogFilter}): ReactNode {
  const client = useQueryClient();
  const make = useMutation({
    mutationFn: async ({format, ending}: (typeof formats)[number]) => {
      const body = {...filter, format} as NewExport;
      saveFile(await call('exportLog', {body}), `collegium-log.${ending}`);
    },
    onSettled: () => client.invalidateQueries({queryKey: ['exports']}),
  });
  return (
    <div>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" loading={make.isPending}>
            Export what is shown
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {formats.map((one) => (
            <Menu.Item
              key={one.format}
              onClick={() => {
                make.mutate(one);
              }}
            >
              {one.label}
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
    </div>
  );
}
