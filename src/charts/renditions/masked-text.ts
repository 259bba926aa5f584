import type {TextMask} from '../../masking';

/** Long enough that hardly a name lies across two pieces, short enough that nothing waits for one. */
const PIECE = 256 * 1024;

/** A text in pieces that end with a line, each masked; no more than one of them is held. */
export async function* maskedText(
  chunks: AsyncIterable<Buffer>,
  mask: TextMask,
): AsyncGenerator<Buffer, void, undefined> {
  const decoder = new TextDecoder();
  let waiting = '';
  for await (const chunk of chunks) {
    waiting += decoder.decode(chunk, {stream: true});
    if (waiting.length < PIECE) continue;
    const paragraph = waiting.lastIndexOf('\n\n');
    const cut = (paragraph < 0 ? waiting.lastIndexOf('\n') : paragraph) + 1;
    if (cut === 0) continue;
    yield Buffer.from(mask.mask(waiting.slice(0, cut)));
    waiting = waiting.slice(cut);
  }
  yield Buffer.from(mask.mask(waiting + decoder.decode()));
}
