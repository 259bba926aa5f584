export const logLevels = ['silent', 'error', 'warn', 'info', 'debug'] as const;
type LogLevel = (typeof logLevels)[number];

/** What `startDatabase` needs to know. */
export type DatabaseConfig =
  | {readonly kind: 'embedded'}
  /** Connection strings with passwords: never to be logged. */
  | {readonly kind: 'server'; readonly applicationUrl: string; readonly ownerUrl: string | null};

export interface SmtpConfig {
  /** smtp:// or smtps://, may hold a password: never to be logged. */
  readonly url: string;
  readonly from: string;
}

/** A key that is not in a file: the environment holds it, or a program prints it, such as the client of a vault. */
export type KeyGiven =
  /** Never to be logged. */
  | {readonly kind: 'environment'; readonly value: string}
  /** A program and its arguments, run without a shell. */
  | {readonly kind: 'command'; readonly words: readonly string[]};

/** Somebody elsewhere who vouches for the log's checkpoints: C2SP tlog-witness. */
export interface WitnessConfig {
  /** Submission prefix, without a slash at its end. */
  readonly url: string;
  /** Verifier key of its cosignatures. */
  readonly verifier: string;
}

/** A time-stamp authority, RFC 3161. */
export interface TimestampConfig {
  readonly url: string;
  /** File with the certificates that are trusted for it, PEM. */
  readonly caFile: string;
}

/** The identity provider by which people may sign in, OpenID Connect. */
export interface SingleSignOnConfig {
  /** As the provider writes it. */
  readonly issuer: string;
  readonly clientId: string;
  /** Never to be logged. */
  readonly clientSecret: string;
  /** What the button says. */
  readonly label: string;
  /** Whose people sign in by it; `null` for the one organisation that there is. */
  readonly organisation: string | null;
  /** Values of the claims that show a second factor, `amr:mfa` for example; none when it always is given here. */
  readonly secondFactor: readonly string[];
}

/** All settings of one installation, checked. Paths are absolute. */
export interface Config {
  /** 0 lets the system choose, for tests. */
  readonly port: number;
  /** Addresses to listen on. In demonstration mode loopback alone. */
  readonly hosts: readonly string[];
  /** Known passwords, no second factor, loopback only. */
  readonly demonstration: boolean;
  /** Whether an empty database is to be seeded with the demonstration organisation. */
  readonly seed: boolean;
  readonly dataDirectory: string;
  readonly database: DatabaseConfig;
  /** Origin under which people reach the installation; `null` in demonstration mode unless it is set. */
  readonly publicUrl: URL | null;
  /** Addresses and networks of the proxy whose X-Forwarded headers count, comma separated, as Fastify takes them. */
  readonly trustProxy: string | null;
  readonly rateLimit: boolean;
  readonly smtp: SmtpConfig | null;
  /** File with the key-encryption key, 32 bytes in base64; not asked where `keyGiven` says where it is. */
  readonly keyFile: string;
  readonly keyGiven: KeyGiven | null;
  readonly logLevel: LogLevel;
  /** Folder outside the data and its trust to which the log's checkpoints are exported; `null` when they are not. */
  readonly checkpointDirectory: string | null;
  readonly witnesses: readonly WitnessConfig[];
  readonly timestamps: TimestampConfig | null;
  readonly singleSignOn: SingleSignOnConfig | null;
}
