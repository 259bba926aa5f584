import {useEffect, useRef, useState} from 'react';
import type {ReactNode, RefObject} from 'react';
import classes from './pdf-view.module.css';
import type {OpenPdf} from './open-pdf';

interface PdfPageProps {
  readonly pdf: OpenPdf;
  readonly number: number;
  /** How many times as wide as the frame. */
  readonly size: number;
  readonly frame: RefObject<HTMLDivElement | null>;
}

/** One page: its place is kept until it comes near, and its picture let go when it is far. */
export function PdfPage({pdf, number, size, frame}: PdfPageProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const text = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);

  useEffect(() => {
    if (!place.current) return undefined;
    const watch = new IntersectionObserver(
      ([seen]) => {
        setNear(seen?.isIntersecting === true);
      },
      {root: frame.current, rootMargin: '100% 0px'},
    );
    watch.observe(place.current);
    return () => {
      watch.disconnect();
    };
  }, [frame]);

  useEffect(() => {
    if (!near || !place.current || !canvas.current || !text.current) return undefined;
    const stop = new AbortController();
    const into = {canvas: canvas.current, text: text.current, width: place.current.clientWidth};
    pdf.draw(number, {...into, signal: stop.signal}).catch((error: unknown) => {
      console.error(error);
    });
    return () => {
      stop.abort();
      into.canvas.width = 0;
      into.text.replaceChildren();
    };
  }, [pdf, number, near, size]);

  return (
    <div
      ref={place}
      data-page={number}
      role="group"
      aria-label={`Page ${String(number)}`}
      className={classes['page']}
      style={{width: `${String(size * 100)}%`, aspectRatio: String(1 / pdf.shape)}}
    >
      <canvas ref={canvas} className={classes['canvas']} aria-hidden="true" />
      <div ref={text} className={classes['words']} />
    </div>
  );
}
