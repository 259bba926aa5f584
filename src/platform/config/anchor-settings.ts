import {X509Certificate} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import type {TimestampConfig, WitnessConfig} from './config';
import {isSystemError} from '../files/is-system-error';
import {isWebAddress} from './setting-reader';
import type {SettingReader} from './setting-reader';

const witnessExample = 'https://witness.example.org witness.example.org+0123abcd+BASE64';

/** Pairs of address and verifier key, separated by commas. */
export function readWitnesses(read: SettingReader): WitnessConfig[] {
  const value = read.text('COLLEGIUM_WITNESSES');
  if (value === null) return [];
  const witnesses = value.split(',').map((entry) => {
    const [, url, verifier] = /^(\S+)\s+([^\s+]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*)$/.exec(entry.trim()) ?? [];
    return url !== undefined && verifier !== undefined && isWebAddress(url)
      ? {url: url.replace(/\/+$/, ''), verifier}
      : null;
  });
  if (witnesses.every((witness) => witness !== null)) return witnesses;
  const fix = `Give each as its address and its verifier key, COLLEGIUM_WITNESSES="${witnessExample}" for example; several are separated by commas.`;
  read.fault('COLLEGIUM_WITNESSES', 'cannot be read; https is needed beyond this machine.', fix);
  return [];
}

/** @param root to which a relative path refers */
export function readTimestamps(read: SettingReader, root: string): TimestampConfig | null {
  const url = read.text('COLLEGIUM_TIMESTAMP_URL');
  const file = read.text('COLLEGIUM_TIMESTAMP_CA');
  if (url === null && file === null) return null;
  if (url === null || file === null) {
    const [missing, given] =
      url === null
        ? ['COLLEGIUM_TIMESTAMP_URL', 'COLLEGIUM_TIMESTAMP_CA']
        : ['COLLEGIUM_TIMESTAMP_CA', 'COLLEGIUM_TIMESTAMP_URL'];
    read.fault(missing, `is unset although ${given} is set.`, 'Set both, or unset both.');
    return null;
  }
  // Answers are signed, so that http, which many authorities speak alone, does no harm.
  if (!/^https?:\/\/./.test(url) || !URL.canParse(url))
    read.fault(
      'COLLEGIUM_TIMESTAMP_URL',
      `is "${url}".`,
      'Set the address of a time-stamp authority (RFC 3161).',
    );
  const caFile = resolve(root, file);
  const problem = certificateProblem(caFile);
  if (problem !== null)
    read.fault('COLLEGIUM_TIMESTAMP_CA', problem, "Name a file with the authority's root certificate, PEM.");
  return {url, caFile};
}

function certificateProblem(path: string): string | null {
  try {
    new X509Certificate(readFileSync(path));
    return null;
  } catch (error) {
    const code = isSystemError(error) ? (error.code ?? 'unreadable') : 'unreadable';
    return `names ${path}, which holds no certificate that can be read (${code}).`;
  }
}
