import {useEffect, useState} from 'react';
import {call, told} from '../../api';
import type {Operations} from '../../api';

export type PrintedPage = Operations['recordPrint']['body']['page'];

/**
 * Has it on record when a page of a case is printed by the browser, which cannot be kept from it.
 *
 * @returns why the last print is not on record; null while all are
 */
export function usePrintRecord(caseId: string, page: PrintedPage): string | null {
  const [why, setWhy] = useState<string | null>(null);
  useEffect(() => {
    const record = (): void => {
      call('recordPrint', {path: {id: caseId}, body: {page}}).then(
        () => {
          setWhy(null);
        },
        (error: unknown) => {
          setWhy(told(error).message);
        },
      );
    };
    window.addEventListener('beforeprint', record);
    return () => {
      window.removeEventListener('beforeprint', record);
    };
  }, [caseId, page]);
  return why;
}
