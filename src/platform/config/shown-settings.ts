import type {Config, DatabaseConfig} from './config';
import {connectionUrl} from './setting-reader';

/** Settings by their names as an environment has them, each in words that may be put on record. */
export type ShownSettings = Readonly<Record<string, string>>;

const UNSET = 'not set';
const isSet = (value: unknown): string => (value === null || value === undefined ? UNSET : 'set');
const list = (values: readonly string[]): string => (values.length === 0 ? UNSET : values.join(', '));
const onOff = (value: boolean): string => (value ? 'on' : 'off');

/** Where a server is: host, port and path, and how the way there is encrypted; never who signs in there. */
function placeOf(text: string | null | undefined): string {
  const url = connectionUrl(text ?? '');
  if (!url) return isSet(text);
  const {protocol, host, pathname, searchParams} = url;
  const place = `${protocol}//${searchParams.get('host') ?? host}${pathname === '/' ? '' : pathname}`;
  const mode = searchParams.get('sslmode');
  return mode === null ? place : `${place} (sslmode ${mode})`;
}

function databaseSettings(database: DatabaseConfig): ShownSettings {
  if (database.kind === 'embedded') return {DATABASE_URL: 'embedded', DATABASE_OWNER_URL: UNSET};
  const {applicationUrl, ownerUrl} = database;
  return {DATABASE_URL: placeOf(applicationUrl), DATABASE_OWNER_URL: placeOf(ownerUrl)};
}

/** Of each part of the configuration, what is shown of it: a part that is added has to say so here. */
const SHOWN: Readonly<Record<keyof Config, (config: Config) => ShownSettings>> = {
  port: ({port}) => ({PORT: String(port)}),
  hosts: ({hosts}) => ({COLLEGIUM_HOST: list(hosts)}),
  demonstration: ({demonstration}) => ({'demonstration mode': onOff(demonstration)}),
  seed: ({seed}) => ({'demonstration data': onOff(seed)}),
  dataDirectory: ({dataDirectory}) => ({COLLEGIUM_DATA: dataDirectory}),
  database: ({database}) => databaseSettings(database),
  publicUrl: ({publicUrl}) => ({COLLEGIUM_URL: publicUrl?.origin ?? UNSET}),
  trustProxy: ({trustProxy}) => ({COLLEGIUM_TRUST_PROXY: trustProxy ?? UNSET}),
  rateLimit: ({rateLimit}) => ({COLLEGIUM_RATE_LIMIT: onOff(rateLimit)}),
  smtp: ({smtp}) => ({COLLEGIUM_SMTP_URL: placeOf(smtp?.url), COLLEGIUM_SMTP_FROM: smtp?.from ?? UNSET}),
  keyFile: ({keyFile, keyGiven}) => ({COLLEGIUM_KEY_FILE: keyGiven === null ? keyFile : UNSET}),
  keyGiven: ({keyGiven}) => ({
    COLLEGIUM_KEY: isSet(keyGiven?.kind === 'environment' ? keyGiven : null),
    COLLEGIUM_KEY_COMMAND: isSet(keyGiven?.kind === 'command' ? keyGiven : null),
  }),
  logLevel: ({logLevel}) => ({COLLEGIUM_LOG_LEVEL: logLevel}),
  checkpointDirectory: (config) => ({COLLEGIUM_CHECKPOINTS: config.checkpointDirectory ?? UNSET}),
  witnesses: ({witnesses}) => ({
    COLLEGIUM_WITNESSES: list(witnesses.map(({url, verifier}) => `${placeOf(url)} ${verifier}`)),
  }),
  timestamps: ({timestamps}) => ({
    COLLEGIUM_TIMESTAMP_URL: placeOf(timestamps?.url),
    COLLEGIUM_TIMESTAMP_CA: timestamps?.caFile ?? UNSET,
  }),
  singleSignOn: ({singleSignOn: sso}) => ({
    COLLEGIUM_OIDC_ISSUER: placeOf(sso?.issuer),
    COLLEGIUM_OIDC_CLIENT_ID: sso?.clientId ?? UNSET,
    COLLEGIUM_OIDC_CLIENT_SECRET: isSet(sso?.clientSecret),
    COLLEGIUM_OIDC_LABEL: sso?.label ?? UNSET,
    COLLEGIUM_OIDC_ORGANISATION: sso?.organisation ?? UNSET,
    COLLEGIUM_OIDC_SECOND_FACTOR: list(sso?.secondFactor ?? []),
  }),
};

/** What is in force, without a secret or a digest of one: of secrets, whether they are set. */
export const shownSettings = (config: Config): ShownSettings =>
  Object.assign({}, ...Object.values(SHOWN).map((shown) => shown(config))) as ShownSettings;
