import {Button, Group, Stack, Text} from '@mantine/core';
import {Suspense, lazy, useState} from 'react';
import type {ReactNode} from 'react';
import {Nothing, Waiting} from '../../layout';
import type {ChartFile} from './chart-entry';
import classes from './entries.module.css';

const FileView = lazy(async () => ({default: (await import('./file-view')).FileView}));

const kinds: Readonly<Record<ChartFile['kind'], string>> = {
  fhir: 'Chart',
  pdf: 'PDF',
  png: 'Image',
  jpeg: 'Image',
  text: 'Text',
};

interface FileListProps {
  readonly caseId: string;
  readonly files: readonly ChartFile[];
  readonly label: string;
}

/** Files beside the chart; each is read here, without a download. */
export function FileList({caseId, files, label}: FileListProps): ReactNode {
  const [open, setOpen] = useState<ReadonlySet<string>>(
    new Set(files.length === 1 ? [files[0]?.id ?? ''] : []),
  );
  if (files.length === 0) return <Nothing title="No files">PDFs, images and texts stand here.</Nothing>;
  return (
    <ul className={classes['episodes']} aria-label={label}>
      {files.map((file) => {
        const shown = open.has(file.id);
        return (
          <li key={file.id} className={classes['episode']}>
            <Stack gap="sm">
              <Group justify="space-between" wrap="nowrap">
                <div style={{minWidth: 0}}>
                  <Text size="sm" fw={600} style={{overflowWrap: 'anywhere'}}>
                    {file.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {kinds[file.kind]}
                  </Text>
                </div>
                <Button
                  variant="default"
                  size="xs"
                  aria-expanded={shown}
                  style={{flexShrink: 0}}
                  onClick={() => {
                    const next = new Set(open);
                    if (shown) next.delete(file.id);
                    else next.add(file.id);
                    setOpen(next);
                  }}
                >
                  {shown ? 'Close' : 'Read'}
                  <span className="visually-hidden"> {file.name}</span>
                </Button>
              </Group>
              {shown && (
                <Suspense fallback={<Waiting />}>
                  <FileView caseId={caseId} file={file} />
                </Suspense>
              )}
            </Stack>
          </li>
        );
      })}
    </ul>
  );
}
