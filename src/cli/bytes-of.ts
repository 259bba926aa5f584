/** What an export gives, text or bytes, as a file takes it. */
export async function* bytesOf(content: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of content)
    yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array);
}
