import {isIP} from 'node:net';
import type {ConfigFault} from './config-error';

/** Reads the environment and gathers what is wrong with it. */
export class SettingReader {
  readonly faults: ConfigFault[] = [];

  constructor(private readonly environment: Readonly<NodeJS.ProcessEnv>) {}

  /** Value without surrounding blanks; an empty one counts as unset, as compose files pass on what is not set. */
  text(setting: string): string | null {
    const value = this.environment[setting]?.trim() ?? '';
    return value === '' ? null : value;
  }

  fault(setting: string, problem: string, fix: string): void {
    this.faults.push({setting, problem, fix});
  }

  /** One of a few words; `fallback` when unset or wrong. */
  choice<T extends string, F>(setting: string, words: readonly T[], fallback: F): T | F {
    const value = this.text(setting);
    if (value === null) return fallback;
    const word = words.find((candidate) => candidate === value.toLowerCase());
    if (word === undefined) {
      this.fault(setting, `is "${value}".`, `Set ${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}.`);
    }
    return word ?? fallback;
  }

  port(setting: string, fallback: number): number {
    const value = this.text(setting);
    if (value === null) return fallback;
    if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
    this.fault(
      setting,
      `is "${value}", which is no port.`,
      `Set a number from 1 to 65535, ${setting}=3000 for example.`,
    );
    return fallback;
  }

  /** Connection string, never repeated in a message. */
  secretUrl(setting: string, protocols: readonly string[], example: string): string | null {
    const value = this.text(setting);
    if (value === null) return null;
    const protocol = /^([a-z]+):\/\/./.exec(value)?.[1];
    if (protocol !== undefined && protocols.includes(protocol) && connectionUrl(value)) return value;
    const fix = `Set a connection string such as ${example}; encode special characters in the password (%40 for @).`;
    this.fault(setting, 'is no connection string that can be read.', fix);
    return null;
  }
}

/** A host may be left out when a Unix socket is named, which `URL` alone does not accept; null for what is none. */
export function connectionUrl(text: string): URL | null {
  const readable = [text, text.replace('@/', '@localhost/')].find((address) => URL.canParse(address));
  return readable === undefined ? null : new URL(readable);
}

/** Whether a host name or address means this machine alone. Accepts the bracketed form of URLs. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (name === 'localhost' || name.endsWith('.localhost') || name === '::1') return true;
  return isIP(name) === 4 && name.startsWith('127.');
}

/** Whether it is an address that can be asked safely: https, or this machine. */
export function isWebAddress(url: string): boolean {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && isLoopback(parsed.hostname));
}

const namedNetworks = new Set(['loopback', 'linklocal', 'uniquelocal']);

/** Whether an entry names a proxy: an address, a network, or one of Fastify's names for private networks. */
export function namesProxy(entry: string): boolean {
  if (namedNetworks.has(entry)) return true;
  const [address = '', prefix, ...rest] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  // A prefix of 0 would trust everybody.
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (family === 4 ? 32 : 128);
}
