import {Alert} from '@mantine/core';
import type {ReactNode} from 'react';
import {usePrintRecord} from './use-print-record';
import type {PrintedPage} from './use-print-record';

interface PrintRecordProps {
  readonly caseId: string;
  readonly page: PrintedPage;
}

/** Records prints of the page that it stands on, and says so when one could not be. */
export function PrintRecord({caseId, page}: PrintRecordProps): ReactNode {
  const why = usePrintRecord(caseId, page);
  if (why === null) return null;
  return (
    <Alert color="amber" title="This print could not be put on record." role="status" className="screen-only">
      {why} Please tell compliance that you printed it.
    </Alert>
  );
}
