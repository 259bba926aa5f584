import type {SingleSignOnConfig} from './config';
import {isId} from '../is-id';
import {isWebAddress} from './setting-reader';
import type {SettingReader} from './setting-reader';

const needed = ['COLLEGIUM_OIDC_ISSUER', 'COLLEGIUM_OIDC_CLIENT_ID', 'COLLEGIUM_OIDC_CLIENT_SECRET'] as const;
const further = [
  'COLLEGIUM_OIDC_LABEL',
  'COLLEGIUM_OIDC_ORGANISATION',
  'COLLEGIUM_OIDC_SECOND_FACTOR',
] as const;
const LONGEST_LABEL = 60;

/** The identity provider by which people may sign in, OpenID Connect; null when there is none. */
export function readSingleSignOn(read: SettingReader): SingleSignOnConfig | null {
  const given = [...needed, ...further].filter((setting) => read.text(setting) !== null);
  if (given.length === 0) return null;
  for (const setting of needed.filter((name) => read.text(name) === null))
    read.fault(
      setting,
      `is unset although ${given[0] ?? ''} is set.`,
      'Set it as well, or unset all of COLLEGIUM_OIDC_*.',
    );
  const organisation = read.text('COLLEGIUM_OIDC_ORGANISATION');
  if (organisation !== null && !isId(organisation.toLowerCase()))
    read.fault(
      'COLLEGIUM_OIDC_ORGANISATION',
      `is "${organisation}", which is no id.`,
      'Set the id that collegium organisation add printed; with one organisation alone, unset it.',
    );
  const label = read.text('COLLEGIUM_OIDC_LABEL') ?? 'Single sign-on';
  if (label.length > LONGEST_LABEL)
    read.fault(
      'COLLEGIUM_OIDC_LABEL',
      `has ${label.length} characters.`,
      `Set at most ${LONGEST_LABEL}: they stand on a button.`,
    );
  const issuer = readIssuer(read);
  const clientId = read.text('COLLEGIUM_OIDC_CLIENT_ID');
  const clientSecret = read.text('COLLEGIUM_OIDC_CLIENT_SECRET');
  const secondFactor = readSecondFactor(read);
  if (issuer === null || clientId === null || clientSecret === null) return null;
  return {issuer, clientId, clientSecret, label, organisation, secondFactor};
}

/** As the provider writes it: OpenID Connect compares it letter for letter (Core 1.0, section 3.1.3.7). */
function readIssuer(read: SettingReader): string | null {
  const value = read.text('COLLEGIUM_OIDC_ISSUER');
  if (value === null) return null;
  const {search, hash, username} = URL.canParse(value)
    ? new URL(value)
    : {search: '?', hash: '', username: ''};
  if (isWebAddress(value) && search === '' && hash === '' && username === '') return value;
  read.fault(
    'COLLEGIUM_OIDC_ISSUER',
    `is "${value}", which is no issuer that can be asked safely; off this machine that takes https.`,
    'Set the issuer as your identity provider names it, COLLEGIUM_OIDC_ISSUER=https://login.example.org for example.',
  );
  return null;
}

function readSecondFactor(read: SettingReader): string[] {
  const value = read.text('COLLEGIUM_OIDC_SECOND_FACTOR');
  const entries = value?.split(',').map((entry) => entry.trim()) ?? [];
  if (entries.every((entry) => /^(amr|acr):\S+$/.test(entry))) return entries;
  read.fault(
    'COLLEGIUM_OIDC_SECOND_FACTOR',
    `is "${value ?? ''}".`,
    'Give what your provider says of a sign-in with a second factor, COLLEGIUM_OIDC_SECOND_FACTOR=amr:mfa for example; ' +
      'several are separated by commas, each amr: or acr: and a value.',
  );
  return [];
}
