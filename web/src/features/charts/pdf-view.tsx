import {Button, Group, Text} from '@mantine/core';
import {useEffect, useRef, useState} from 'react';
import type {ReactNode} from 'react';
import {Waiting} from '../../layout';
import classes from './pdf-view.module.css';
import {quotedFile} from './evidence';
import {openPdf} from './open-pdf';
import type {OpenPdf} from './open-pdf';
import {PdfPage} from './pdf-page';
import {PinButton} from './pin-button';

const SIZES = [1, 1.5, 2, 3];

type Opening =
  {readonly kind: 'opening'} | {readonly kind: 'failed'} | {readonly kind: 'open'; readonly pdf: OpenPdf};

/** A PDF, page below page, each drawn when it comes near; its words can be selected and are read out. */
export function PdfView({blob, name}: {readonly blob: Blob; readonly name: string}): ReactNode {
  const [opening, setOpening] = useState<Opening>({kind: 'opening'});
  const [size, setSize] = useState(0);
  const [page, setPage] = useState(1);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let closed = false;
    const opened = openPdf(blob);
    opened.then(
      (pdf) => {
        if (!closed) setOpening({kind: 'open', pdf});
      },
      (error: unknown) => {
        console.error(error);
        if (!closed) setOpening({kind: 'failed'});
      },
    );
    return () => {
      closed = true;
      opened.then(
        (pdf) => {
          pdf.close();
        },
        () => undefined,
      );
    };
  }, [blob]);

  if (opening.kind === 'opening') return <Waiting what="Opening the PDF" />;
  if (opening.kind === 'failed')
    return (
      <Text size="sm" role="alert">
        This PDF cannot be read here. Ask the office for another copy.
      </Text>
    );
  const {pdf} = opening;
  const goTo = (number: number): void => {
    const place = frame.current?.querySelector(`[data-page="${String(number)}"]`);
    if (frame.current && place instanceof HTMLElement) frame.current.scrollTop = place.offsetTop;
  };
  return (
    <div>
      <Group gap="xs" mb="xs">
        <Button
          size="compact-sm"
          variant="default"
          disabled={page <= 1}
          onClick={() => {
            goTo(page - 1);
          }}
        >
          Page before
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={page >= pdf.pages}
          onClick={() => {
            goTo(page + 1);
          }}
        >
          Next page
        </Button>
        <Text size="sm" role="status">
          Page {page} of {pdf.pages}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          disabled={size === 0}
          onClick={() => {
            setSize(size - 1);
          }}
        >
          Smaller
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          disabled={size === SIZES.length - 1}
          onClick={() => {
            setSize(size + 1);
          }}
        >
          Larger
        </Button>
        <PinButton quotation={quotedFile(name, page)} />
      </Group>
      <div
        ref={frame}
        className={classes['pdf']}
        tabIndex={0}
        role="region"
        aria-label={name}
        onScroll={(event) => {
          setPage(pageAt(event.currentTarget));
        }}
      >
        {Array.from({length: pdf.pages}, (_, index) => (
          <PdfPage key={index} pdf={pdf} number={index + 1} size={SIZES[size] ?? 1} frame={frame} />
        ))}
      </div>
    </div>
  );
}

/** The page at the middle of what is seen. */
function pageAt(frame: HTMLElement): number {
  const middle = frame.scrollTop + frame.clientHeight / 2;
  const pages = [...frame.querySelectorAll<HTMLElement>('[data-page]')];
  const passed = pages.filter(({offsetTop}) => offsetTop <= middle);
  return Math.max(passed.length, 1);
}
