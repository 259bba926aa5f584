import {SettingReader} from './setting-reader';
import {readSingleSignOn} from './single-sign-on-settings';

const whole = {
  COLLEGIUM_OIDC_ISSUER: 'https://login.example.org/realms/hospital',
  COLLEGIUM_OIDC_CLIENT_ID: 'collegium',
  COLLEGIUM_OIDC_CLIENT_SECRET: 's3cret',
};
const ORGANISATION = '7f3a1d52-0000-4000-8000-000000000001';

function faultsOf(env: Record<string, string>): string[] {
  const read = new SettingReader(env);
  readSingleSignOn(read);
  expect(JSON.stringify(read.faults)).not.toContain('s3cret');
  return read.faults.map(({setting}) => setting.replace('COLLEGIUM_OIDC_', ''));
}

describe('the identity provider', () => {
  it('is none unless it is set', () => {
    expect(readSingleSignOn(new SettingReader({}))).toBeNull();
  });

  it('takes three settings, its issuer letter for letter', () => {
    expect(readSingleSignOn(new SettingReader(whole))).toEqual({
      issuer: 'https://login.example.org/realms/hospital',
      clientId: 'collegium',
      clientSecret: 's3cret',
      label: 'Single sign-on',
      organisation: null,
      secondFactor: [],
    });
  });

  it('may have a label, an organisation, and signs of a second factor', () => {
    const more = {
      COLLEGIUM_OIDC_LABEL: 'Hospital account',
      COLLEGIUM_OIDC_ORGANISATION: ORGANISATION,
      COLLEGIUM_OIDC_SECOND_FACTOR: 'amr:mfa, acr:https://refeds.org/profile/mfa',
    };
    expect(readSingleSignOn(new SettingReader({...whole, ...more}))).toMatchObject({
      label: 'Hospital account',
      organisation: ORGANISATION,
      secondFactor: ['amr:mfa', 'acr:https://refeds.org/profile/mfa'],
    });
    expect(faultsOf({...whole, COLLEGIUM_OIDC_ISSUER: 'http://127.0.0.1:9000'})).toEqual([]);
  });

  it.each<[string, Record<string, string>, string[]]>([
    ['by a label alone', {COLLEGIUM_OIDC_LABEL: 'X'}, ['ISSUER', 'CLIENT_ID', 'CLIENT_SECRET']],
    ['without a secret', {...whole, COLLEGIUM_OIDC_CLIENT_SECRET: ''}, ['CLIENT_SECRET']],
    ['in plain', {...whole, COLLEGIUM_OIDC_ISSUER: 'http://login.example.org'}, ['ISSUER']],
    ['that is no address', {...whole, COLLEGIUM_OIDC_ISSUER: 'login'}, ['ISSUER']],
    ['with a query', {...whole, COLLEGIUM_OIDC_ISSUER: 'https://login.example.org/?x=1'}, ['ISSUER']],
    ['with a password', {...whole, COLLEGIUM_OIDC_ISSUER: 'https://a:b@login.example.org'}, ['ISSUER']],
    ['of an organisation by its name', {...whole, COLLEGIUM_OIDC_ORGANISATION: 'Ours'}, ['ORGANISATION']],
    ['with a sign of neither kind', {...whole, COLLEGIUM_OIDC_SECOND_FACTOR: 'mfa'}, ['SECOND_FACTOR']],
    ['with a label too long', {...whole, COLLEGIUM_OIDC_LABEL: 'X'.repeat(61)}, ['LABEL']],
    [
      'with several faults names all',
      {COLLEGIUM_OIDC_ISSUER: 'http://a.test', COLLEGIUM_OIDC_SECOND_FACTOR: 'x'},
      ['CLIENT_ID', 'CLIENT_SECRET', 'ISSUER', 'SECOND_FACTOR'],
    ],
  ])('%s is refused', (_, env, settings) => {
    expect(faultsOf(env)).toEqual(settings);
  });
});
