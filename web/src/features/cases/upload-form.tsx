import {Alert, Button, FileInput, Group, Progress, Stack, Text} from '@mantine/core';
import {useMutation, useQueryClient} from '@tanstack/react-query';
import {useRef, useState} from 'react';
import type {ReactNode} from 'react';
import {sendFile} from '../../api';
import type {Case, UploadReply, UploadTarget} from '../../api';
import {LinkButton, Trouble, inWords} from '../../layout';

interface UploadFormProps {
  readonly shown: Case;
  readonly title: string;
  readonly target: UploadTarget;
}

const MEGABYTE = 1024 * 1024;

/** Sends a file to an action that takes one, shows how far it is, and can be stopped. */
export function UploadForm({shown, title, target}: UploadFormProps): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState(0);
  const stop = useRef(new AbortController());
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (chosen: File) => {
      stop.current = new AbortController();
      setShare(0);
      return sendFile(target, {file: chosen, onProgress: setShare, signal: stop.current.signal});
    },
    onSuccess: () => {
      setFile(null);
      return client.invalidateQueries({queryKey: ['case', shown.id]});
    },
  });
  const stopped = send.error instanceof DOMException;
  const tooLarge = file !== null && file.size > target.maxBytes;
  return (
    <form
      className="measure"
      onSubmit={(event) => {
        event.preventDefault();
        if (file && !tooLarge) send.mutate(file);
      }}
    >
      <Stack>
        {send.data && <Received reply={send.data} caseId={shown.id} />}
        {send.error && !stopped && <Trouble error={send.error} />}
        {stopped && <Alert color="amber" title="Stopped. Nothing was attached." role="status" />}
        <FileInput
          label="File"
          description={`${target.accept.map(kindOf).join(', ')}; at most ${String(Math.floor(target.maxBytes / MEGABYTE))} MB.`}
          accept={target.accept.join(',')}
          placeholder="Choose a file"
          clearable
          clearButtonProps={{'aria-label': 'Take the file away'}}
          value={file}
          onChange={setFile}
          error={tooLarge ? 'This file is too large.' : undefined}
        />
        {send.isPending && (
          <>
            <Progress value={share * 100} aria-label="Sent" />
            <Text size="sm" role="status">
              {share < 1 ? `${String(Math.round(share * 100))} % sent` : 'Sent. It is being read…'}
            </Text>
          </>
        )}
        <Group>
          <Button type="submit" disabled={file === null || tooLarge} loading={send.isPending}>
            {title}
          </Button>
          {send.isPending && (
            <Button
              variant="default"
              onClick={() => {
                stop.current.abort();
              }}
            >
              Stop
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}

/** @example `PDF` of `application/pdf` */
const kindOf = (type: string): string =>
  (type.split('/').at(-1) ?? type).replace(/\+json$/, '').toUpperCase();

function Received({
  reply: {counts},
  caseId,
}: {
  readonly reply: UploadReply;
  readonly caseId: string;
}): ReactNode {
  const found = Object.entries(counts).filter(([, count]) => count > 0);
  return (
    <Alert color="green" title="It is attached." role="status">
      {found.length > 0 && (
        <Text size="sm" mb="sm">
          Found in it:{' '}
          {found.map(([kind, count]) => `${inWords(kind).toLowerCase()} ${String(count)}`).join(', ')}.
        </Text>
      )}
      <LinkButton to={`/cases/${caseId}`} size="xs">
        Back to the case
      </LinkButton>
    </Alert>
  );
}
