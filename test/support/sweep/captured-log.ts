/** What servers of this process write to standard error, kept instead of shown; anything but lines of JSON is shown. */
export class CapturedLog {
  readonly #said: string[] = [];
  #write: typeof process.stderr.write | null = null;

  begin(): void {
    const original = process.stderr.write.bind(process.stderr);
    const write = (chunk: string | Uint8Array): boolean => original(chunk);
    this.#write = original;
    process.stderr.write = (chunk: string | Uint8Array): boolean => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
      if (!text.startsWith('{')) return write(chunk);
      this.#said.push(text);
      return true;
    };
  }

  end(): void {
    if (this.#write) process.stderr.write = this.#write;
  }

  get text(): string {
    return this.#said.join('');
  }

  get lines(): number {
    return this.#said.length;
  }
}
