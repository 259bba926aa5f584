import {isIP} from 'node:net';
import {join, resolve} from 'node:path';
import {ConfigError} from './config-error';
import {howToMakeKey, KeyError, keyPlace, readKey} from './key-encryption-key';
import {requireSslMode} from './database-encryption';
import {readCheckpointDirectory} from './checkpoint-directory-setting';
import {readTimestamps, readWitnesses} from './anchor-settings';
import {unknownSettings} from './known-settings';
import {isLoopback, namesProxy, SettingReader} from './setting-reader';
import {readSingleSignOn} from './single-sign-on-settings';
import {logLevels} from './config';
import type {Config, DatabaseConfig, KeyGiven, SmtpConfig} from './config';

const loopbackHosts = ['127.0.0.1', '::1'];
const databaseExample = 'postgres://collegium_app:PASSWORD@db.example.org:5432/collegium?sslmode=verify-full';

/**
 * Reads the settings of one installation. Demonstration mode is on when DATABASE_URL is unset, or COLLEGIUM_DEMO=on.
 *
 * @param env the environment; empty values count as unset
 * @param root the repository's root, to which relative paths refer
 * @throws ConfigError with every fault at once
 */
export function loadConfig(env: Readonly<NodeJS.ProcessEnv>, root: string): Config {
  const read = new SettingReader(env);
  for (const {name, meant} of unknownSettings(Object.keys(env))) {
    read.fault(name, 'is not a setting of Collegium.', `Did you mean ${meant}? Otherwise unset it.`);
  }
  const database = readDatabase(read);
  const demo = read.choice('COLLEGIUM_DEMO', ['on', 'off'], null);
  const demonstration = read.text('DATABASE_URL') === null || demo === 'on';
  const dataDirectory = resolve(root, read.text('COLLEGIUM_DATA') ?? 'data');
  const config: Config = {
    port: read.port('PORT', 3000),
    hosts: readHosts(read, demonstration),
    demonstration,
    seed: demonstration && demo !== 'off',
    dataDirectory,
    database,
    publicUrl: readPublicUrl(read, demonstration),
    trustProxy: readTrustProxy(read),
    rateLimit: readRateLimit(read, demonstration),
    smtp: readSmtp(read),
    ...readKeyPlace(read, {root, dataDirectory, demonstration}),
    logLevel: read.choice('COLLEGIUM_LOG_LEVEL', logLevels, 'info'),
    checkpointDirectory: readCheckpointDirectory(read, root, dataDirectory),
    witnesses: readWitnesses(read),
    timestamps: readTimestamps(read, root),
    singleSignOn: readSingleSignOn(read),
  };
  if (read.faults.length > 0) throw new ConfigError(read.faults);
  return config;
}

function readDatabase(read: SettingReader): DatabaseConfig {
  const protocols = ['postgres', 'postgresql'];
  const applicationUrl = read.secretUrl('DATABASE_URL', protocols, databaseExample);
  const ownerUrl = read.secretUrl('DATABASE_OWNER_URL', protocols, databaseExample.replace('_app', '_owner'));
  if (read.text('DATABASE_OWNER_URL') !== null && read.text('DATABASE_URL') === null) {
    const fix = `Set DATABASE_URL as well, ${databaseExample} for example, or unset both for the embedded PostgreSQL.`;
    read.fault('DATABASE_OWNER_URL', 'is set without DATABASE_URL.', fix);
  }
  requireSslMode(read, 'DATABASE_URL', applicationUrl);
  requireSslMode(read, 'DATABASE_OWNER_URL', ownerUrl);
  return applicationUrl === null ? {kind: 'embedded'} : {kind: 'server', applicationUrl, ownerUrl};
}

function readHosts(read: SettingReader, demonstration: boolean): string[] {
  const value = read.text('COLLEGIUM_HOST');
  if (value === null) return loopbackHosts;
  const hosts = value.split(',').map((host) => host.trim());
  if (!hosts.every((host) => isIP(host) > 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(host))) {
    const fix = 'Set an address of this machine, 127.0.0.1 or 0.0.0.0 for example, without port or protocol.';
    read.fault('COLLEGIUM_HOST', `is "${value}", which is no address.`, fix);
    return loopbackHosts;
  }
  const local = hosts.every(isLoopback);
  if (!local && demonstration) {
    const fix = 'Unset it; to serve others, set DATABASE_URL and do not set COLLEGIUM_DEMO=on.';
    const problem = `is ${value}, but demonstration mode, whose passwords everybody knows, listens on loopback alone.`;
    read.fault('COLLEGIUM_HOST', problem, fix);
  } else if (!local && read.text('COLLEGIUM_TRUST_PROXY') === null) {
    const fix =
      'Set the address or network of the proxy that speaks https in front of Collegium, ' +
      'COLLEGIUM_TRUST_PROXY=10.0.0.5 for example, or leave COLLEGIUM_HOST on loopback.';
    const problem = `is unset, and COLLEGIUM_HOST=${value} would serve plain http beyond this machine.`;
    read.fault('COLLEGIUM_TRUST_PROXY', problem, fix);
  }
  return hosts;
}

function readPublicUrl(read: SettingReader, demonstration: boolean): URL | null {
  const value = read.text('COLLEGIUM_URL');
  const fix = 'Set the address that people type, COLLEGIUM_URL=https://review.example.org for example.';
  if (value === null) {
    if (!demonstration) {
      read.fault('COLLEGIUM_URL', 'is unset; cookies, the check of origins and links in mail need it.', fix);
    }
    return null;
  }
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.href !== `${url.origin}/`) {
    read.fault(
      'COLLEGIUM_URL',
      'is not the address of a site (https://, host and perhaps port, nothing else).',
      fix,
    );
    return null;
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    read.fault('COLLEGIUM_URL', `is ${url.origin}, but off this machine only https is safe.`, fix);
  }
  return url;
}

function readTrustProxy(read: SettingReader): string | null {
  const value = read.text('COLLEGIUM_TRUST_PROXY');
  if (value === null) return null;
  const entries = value.split(',').map((entry) => entry.trim());
  if (entries.every(namesProxy)) return entries.join(',');
  const fix =
    'Set its address or network, 10.0.0.5 or 10.0.0.0/24 for example; several are separated by commas.';
  read.fault('COLLEGIUM_TRUST_PROXY', `is "${value}", which names no proxy.`, fix);
  return null;
}

function readRateLimit(read: SettingReader, demonstration: boolean): boolean {
  const limited = read.choice('COLLEGIUM_RATE_LIMIT', ['on', 'off'], 'on') === 'on';
  if (!limited && !demonstration) {
    read.fault('COLLEGIUM_RATE_LIMIT', 'is off, which only demonstration mode allows.', 'Unset it.');
  }
  return limited;
}

function readSmtp(read: SettingReader): SmtpConfig | null {
  const url = read.secretUrl(
    'COLLEGIUM_SMTP_URL',
    ['smtp', 'smtps'],
    'smtps://USER:PASSWORD@mail.example.org',
  );
  const from = read.text('COLLEGIUM_SMTP_FROM');
  const fix = 'Set the sender of all mail, COLLEGIUM_SMTP_FROM=collegium@example.org for example.';
  if (from !== null && !/^([^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(from)) {
    read.fault('COLLEGIUM_SMTP_FROM', `is "${from}", which is no mail address.`, fix);
  }
  if (from === null && read.text('COLLEGIUM_SMTP_URL') !== null) {
    read.fault('COLLEGIUM_SMTP_FROM', 'is unset although COLLEGIUM_SMTP_URL is set.', fix);
  }
  if (from !== null && read.text('COLLEGIUM_SMTP_URL') === null) {
    const how = 'Set the mail server, smtps://USER:PASSWORD@mail.example.org for example, or unset both.';
    read.fault('COLLEGIUM_SMTP_URL', 'is unset although COLLEGIUM_SMTP_FROM is set.', how);
  }
  return url === null || from === null ? null : {url, from};
}

interface KeySurroundings {
  readonly root: string;
  readonly dataDirectory: string;
  readonly demonstration: boolean;
}

const KEY_SETTINGS = ['COLLEGIUM_KEY_FILE', 'COLLEGIUM_KEY', 'COLLEGIUM_KEY_COMMAND'] as const;

/** From one of a file, the environment and a command. */
function readKeyPlace(
  read: SettingReader,
  {root, dataDirectory, demonstration}: KeySurroundings,
): Pick<Config, 'keyFile' | 'keyGiven'> {
  const file = read.text('COLLEGIUM_KEY_FILE');
  const set = KEY_SETTINGS.filter((name) => read.text(name) !== null);
  const place = {
    keyFile: file === null ? join(dataDirectory, 'keys', 'kek') : resolve(root, file),
    keyGiven: givenKey(read.text('COLLEGIUM_KEY'), read.text('COLLEGIUM_KEY_COMMAND')),
  };
  const [name, other] = set;
  if (other !== undefined) {
    read.fault(
      other,
      `is set beside ${name}.`,
      'Say in one of them alone where the key is, and unset the other.',
    );
    return place;
  }
  if (name === undefined && demonstration) return place;
  if (name === undefined) {
    read.fault(
      'COLLEGIUM_KEY_FILE',
      'is unset; everything confidential is encrypted under that key.',
      `${howToMakeKey}\nOr let COLLEGIUM_KEY hold it, or the program in COLLEGIUM_KEY_COMMAND print it.`,
    );
    return place;
  }
  try {
    readKey(place);
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    const of = place.keyGiven?.kind === 'environment' ? '' : `names the ${keyPlace(place)}, which `;
    read.fault(name, `${of}${error.reason}.`, error.fix);
  }
  return place;
}

function givenKey(value: string | null, command: string | null): KeyGiven | null {
  if (value !== null) return {kind: 'environment', value};
  return command === null ? null : {kind: 'command', words: command.trim().split(/\s+/)};
}
