import type {KeyboardEvent} from 'react';

/** Up and down go to the link before and after within the element. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
  if (step === undefined) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('a[href]')];
  const here = links.indexOf(document.activeElement as HTMLElement);
  if (here < 0) return;
  const next = links[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
