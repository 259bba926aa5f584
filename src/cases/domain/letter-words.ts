import {Disclosed} from '../../disclosure';
import {LetterWords} from '../../workflow';

/** What a case tells of a letter's recipient and to them; `disclosed` is null while they know nothing of the case. */
export interface Recipient {
  readonly disclosed: Disclosed | null;
  readonly name: string;
  readonly reference: string;
  readonly committee: string;
}

/**
 * The words with which a letter to the recipient begins. They are taken from what the recipient sees, so that nothing that
 * only the writer knows gets into the letter by itself; and the writer learns no name from them that is hidden from them.
 */
export function letterWords(recipient: Recipient, writer: Disclosed): LetterWords {
  const {disclosed, name, reference, committee} = recipient;
  const asked = disclosed?.items.find(({kind, own}) => kind === 'inputRequest' && own)?.content();
  const {eventDate} = (asked ?? {}) as {eventDate?: string};
  return {
    ...(writer.sees.has('subjectIdentity') && {recipient: name}),
    ...(disclosed && {reference, committee}),
    ...(eventDate !== undefined && eventDate !== '' && {eventDate}),
  };
}
