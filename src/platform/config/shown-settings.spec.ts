import {join} from 'node:path';
import {shownSettings} from './shown-settings';
import {loadConfig} from './load-config';
import type {Config} from './config';

const root = join(__dirname, '..', '..', '..');
const demonstration = loadConfig({}, root);
const full: Config = {
  ...demonstration,
  database: {
    kind: 'server',
    applicationUrl: 'postgres://app:s3cret@db.example.org:5432/collegium?sslmode=verify-full&password=s3cret',
    ownerUrl: 'postgres://owner:s3cret@/collegium?host=/run/postgres',
  },
  publicUrl: new URL('https://review.example.org'),
  smtp: {url: 'smtps://user:s3cret@mail.example.org', from: 'collegium@example.org'},
  checkpointDirectory: '/mnt/checkpoints',
  witnesses: [{url: 'https://u:s3cret@witness.example.org', verifier: 'witness+0123abcd+AAAA'}],
  timestamps: {url: 'https://u:s3cret@tsa.example.org/stamp', caFile: '/etc/tsa.pem'},
  singleSignOn: {
    ...{issuer: 'https://sso.example.org', clientId: 'collegium', clientSecret: 's3cret', label: 'Sign in'},
    ...{organisation: null, secondFactor: ['amr:mfa']},
  },
};

describe('the settings that are put on record', () => {
  it('say where everything is and what is on, and never a secret', () => {
    expect(JSON.stringify(shownSettings(full))).not.toContain('s3cret');
    expect(shownSettings(full)).toMatchObject({
      DATABASE_URL: 'postgres://db.example.org:5432/collegium (sslmode verify-full)',
      DATABASE_OWNER_URL: 'postgres:///run/postgres/collegium',
      COLLEGIUM_SMTP_URL: 'smtps://mail.example.org',
      COLLEGIUM_WITNESSES: 'https://witness.example.org witness+0123abcd+AAAA',
      COLLEGIUM_TIMESTAMP_URL: 'https://tsa.example.org/stamp',
      COLLEGIUM_OIDC_CLIENT_SECRET: 'set',
      COLLEGIUM_OIDC_SECOND_FACTOR: 'amr:mfa',
      COLLEGIUM_CHECKPOINTS: '/mnt/checkpoints',
    });
    const given = {...full, keyGiven: {kind: 'environment', value: 's3cret'} as const};
    expect(shownSettings(given)).toMatchObject({COLLEGIUM_KEY: 'set', COLLEGIUM_KEY_FILE: 'not set'});
    expect(JSON.stringify(shownSettings(given))).not.toContain('s3cret');
  });

  it('say what is not set', () => {
    const {PORT, COLLEGIUM_HOST, ...shown} = shownSettings(demonstration);
    expect([PORT, COLLEGIUM_HOST]).toEqual(['3000', '127.0.0.1, ::1']);
    const unset = Object.entries(shown).flatMap(([name, value]) => (value === 'not set' ? name : []));
    expect(unset).toEqual([
      ...['DATABASE_OWNER_URL', 'COLLEGIUM_URL', 'COLLEGIUM_TRUST_PROXY', 'COLLEGIUM_SMTP_URL'],
      ...[
        'COLLEGIUM_SMTP_FROM',
        'COLLEGIUM_KEY',
        'COLLEGIUM_KEY_COMMAND',
        'COLLEGIUM_CHECKPOINTS',
        'COLLEGIUM_WITNESSES',
        'COLLEGIUM_TIMESTAMP_URL',
      ],
      ...['COLLEGIUM_TIMESTAMP_CA', 'COLLEGIUM_OIDC_ISSUER', 'COLLEGIUM_OIDC_CLIENT_ID'],
      ...['COLLEGIUM_OIDC_CLIENT_SECRET', 'COLLEGIUM_OIDC_LABEL', 'COLLEGIUM_OIDC_ORGANISATION'],
      'COLLEGIUM_OIDC_SECOND_FACTOR',
    ]);
    expect(shown).toMatchObject({DATABASE_URL: 'embedded', 'demonstration mode': 'on'});
  });
});
