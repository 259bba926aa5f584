import {Alert} from '@mantine/core';
import type {ReactNode} from 'react';
import {usePrintRecord} from './use-print-record';

/** Records prints of the page that it stands on, and says so when one could not be. */
export function PrintRecord({caseId}: {readonly caseId: string}): ReactNode {
  const why = usePrintRecord(caseId);
  if (why === null) return null;
  return (
    <Alert color="amber" title="This print could not be put on record." role="status" className="screen-only">
      {why} Please tell compliance that you printed it.
    </Alert>
  );
}
