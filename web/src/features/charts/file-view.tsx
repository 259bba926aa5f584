import {useQuery} from '@tanstack/react-query';
import {useCallback, useState} from 'react';
import type {ReactNode} from 'react';
import {Loaded} from '../../layout';
import type {ChartFile} from './chart-entry';
import {fileQuery} from './chart-queries';
import entries from './entries.module.css';
import {quotedFile} from './evidence';
import classes from './file-view.module.css';
import {PdfView} from './pdf-view';
import {PinButton} from './pin-button';

interface FileViewProps {
  readonly caseId: string;
  readonly file: ChartFile;
}

/** A file as it is, within the page. */
export function FileView({caseId, file}: FileViewProps): ReactNode {
  const found = useQuery(fileQuery(caseId, file.id));
  return (
    <Loaded query={found}>
      {(blob) =>
        file.kind === 'pdf' ? (
          <PdfView blob={blob} name={file.name} />
        ) : (
          <>
            <PinButton quotation={quotedFile(file.name, null)} />
            {file.kind === 'text' ? (
              <TextOf caseId={caseId} file={file} blob={blob} />
            ) : (
              <ImageOf blob={blob} name={file.name} />
            )}
          </>
        )
      }
    </Loaded>
  );
}

function TextOf({caseId, file, blob}: FileViewProps & {readonly blob: Blob}): ReactNode {
  const read = useQuery({
    queryKey: [...fileQuery(caseId, file.id).queryKey, 'text'],
    queryFn: () => blob.text(),
    gcTime: 60_000,
  });
  return <Loaded query={read}>{(text) => <pre className={entries['raw']}>{text}</pre>}</Loaded>;
}

/** Fits the page; a press shows it in its own size, to be scrolled. */
function ImageOf({blob, name}: {readonly blob: Blob; readonly name: string}): ReactNode {
  const [large, setLarge] = useState(false);
  const draw = useCallback(
    (image: HTMLImageElement) => {
      const address = URL.createObjectURL(blob);
      image.src = address;
      return () => {
        URL.revokeObjectURL(address);
      };
    },
    [blob],
  );
  return (
    <button
      type="button"
      className={classes['image']}
      data-large={large}
      aria-label={`${name}: ${large ? 'fit to the page' : 'show in its own size'}`}
      onClick={() => {
        setLarge(!large);
      }}
    >
      <img ref={draw} alt="" />
    </button>
  );
}
