import type {Mask} from '../../disclosure';

/** An attached file as its item in the case tells it. */
export interface AttachedFile {
  readonly documentId: string;
  readonly kind: string;
  readonly mediaType: string;
  readonly name: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly [more: string]: unknown;
}

/** What the office found when it looked at a file for those for whom something is masked. */
export interface DocumentRelease {
  readonly documentId: string;
  /** `untilIndex`: the course up to the index point alone; `later`: also what came after it. */
  readonly shows: 'untilIndex' | 'later';
}

const NAMES: Readonly<Record<string, string>> = {
  fhir: 'chart.json',
  pdf: 'document.pdf',
  png: 'image.png',
  jpeg: 'image.jpg',
  text: 'text.txt',
};

/** What can be masked by itself; an image, a scanned page, the text of a PDF cannot. */
export const isMaskable = (kind: string): boolean => kind === 'fhir' || kind === 'text';

/**
 * An attached file for those for whom something is masked: without its name, its size and what counts tell of the later
 * course. Null where it does not exist for them: what cannot be masked, or cut off at the index point, and was not
 * released.
 *
 * @param identified whether it is known who is named in it, which is asked of a chart alone
 */
export function maskedDocument(
  file: AttachedFile,
  {
    masks,
    release,
    identified,
  }: {masks: ReadonlySet<Mask>; release: DocumentRelease | null; identified: boolean},
): Record<string, unknown> | null {
  const {documentId, kind, mediaType, counts} = file;
  const outcome = masks.has('outcome');
  if (kind === 'fhir' ? !identified : !(release?.shows === 'untilIndex' || !outcome)) return null;
  if (!isMaskable(kind) && !release) return null;
  return {documentId, kind, mediaType, name: NAMES[kind] ?? 'file', counts: outcome ? {} : counts};
}
