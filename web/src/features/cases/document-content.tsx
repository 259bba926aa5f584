import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {countsInWords, fileInWords} from './document-words';
import type {DocumentRecord} from './document-words';

/** A file in a few lines: what it is, what is in it, and what could not be read. */
export function DocumentContent({document}: {readonly document: DocumentRecord}): ReactNode {
  const {counts, notUnderstood = {}, faults = 0} = document;
  const [inside, unshown] = [countsInWords(counts), countsInWords(notUnderstood)];
  return (
    <>
      <Text>{fileInWords(document)}</Text>
      {inside !== '' && (
        <Text size="sm" c="dimmed">
          In it: {inside}
        </Text>
      )}
      {unshown !== '' && (
        <Text size="sm" c="dimmed">
          Kept, and shown nowhere: {unshown}
        </Text>
      )}
      {faults > 0 && (
        <Text size="sm" c="var(--mantine-color-error)">
          Entries that could not be read: {faults}
        </Text>
      )}
    </>
  );
}
