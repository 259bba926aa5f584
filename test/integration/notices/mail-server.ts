import {EventEmitter, once} from 'node:events';
import type {AddressInfo} from 'node:net';
import {text} from 'node:stream/consumers';
import {SMTPServer} from 'smtp-server';

export interface ReceivedMail {
  readonly recipients: readonly string[];
  /** As it came over the wire. */
  readonly raw: string;
}

/** A real mail server on a free port, which can refuse recipients and keep a sender waiting. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Replies for recipients, in order of arrival; none left means accepted. */
  readonly refusals: {code: number; text: string}[] = [];
  readonly #events = new EventEmitter();
  #gate: Promise<void> = Promise.resolve();
  readonly #server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: (_address, _session, accept) => {
      const refusal = this.refusals.shift();
      accept(refusal ? Object.assign(new Error(refusal.text), {responseCode: refusal.code}) : null);
    },
    onData: (stream, session, accept) => {
      const recipients = session.envelope.rcptTo.map(({address}) => address);
      void text(stream).then(async (raw) => {
        this.received.push({recipients, raw});
        this.#events.emit('mail');
        await this.#gate;
        accept();
      });
    },
  });

  async start(): Promise<string> {
    // A sender that is killed breaks its connection off.
    this.#server.on('error', (error) => this.#events.emit('broken', error));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server.server, 'listening');
    return `smtp://127.0.0.1:${(this.#server.server.address() as AddressInfo).port}`;
  }

  /** Resolves when the next mail has arrived, though perhaps not been answered. */
  async next(): Promise<void> {
    await once(this.#events, 'mail');
  }

  /** Leaves senders without an answer until the returned function is called. */
  hold(): () => void {
    let release: () => void = () => undefined;
    this.#gate = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#server.close(resolve);
    });
  }
}
