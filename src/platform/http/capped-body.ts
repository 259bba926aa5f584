/** Somebody sends more than they should. */
class BodyTooLargeError extends Error {
  constructor(limit: number) {
    super(`more than ${limit} bytes came`);
    this.name = 'BodyTooLargeError';
  }
}

/** The body of a reply of somebody who is not trusted to be brief. @throws BodyTooLargeError */
export async function cappedBody(response: Response, limit: number): Promise<Buffer> {
  const reader = (response.body as ReadableStream<Uint8Array> | null)?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > limit) {
      await reader?.cancel();
      throw new BodyTooLargeError(limit);
    }
    chunks.push(part.value);
  }
  return Buffer.concat(chunks);
}
