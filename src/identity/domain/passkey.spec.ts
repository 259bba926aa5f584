import {isCopied, readAssertion, readAttestation, relyingParty} from './passkey';

const response = {
  clientDataJSON: 'e30',
  authenticatorData: 'AAAA',
  signature: 'AAAA',
  attestationObject: 'oA',
};
const credential = {id: 'abc', rawId: 'abc', type: 'public-key', response};

describe('the site of a passkey', () => {
  it('is a host name; an address cannot have one', () => {
    const site = new URL('https://review.example.org:8443/');
    expect(relyingParty(site)).toEqual({id: 'review.example.org', origin: 'https://review.example.org:8443'});
    expect(relyingParty(new URL('http://localhost:3000/'))?.id).toBe('localhost');
    for (const address of ['https://192.0.2.7/', 'https://[2001:db8::7]/'])
      expect(relyingParty(new URL(address))).toBeNull();
  });
});

describe('what a browser gives for a passkey', () => {
  it('is read as far as it is needed, and what else browsers say is passed over', () => {
    const transports = ['internal', 'telepathy', 7];
    expect(readAttestation({...credential, more: 1, response: {...response, transports}})).toEqual({
      id: 'abc',
      clientDataJSON: 'e30',
      attestationObject: 'oA',
      transports: ['internal'],
    });
    expect(readAttestation(credential)?.transports).toEqual([]);
    expect(readAssertion({...credential, rawId: undefined})).toEqual({
      id: 'abc',
      clientDataJSON: 'e30',
      authenticatorData: 'AAAA',
      signature: 'AAAA',
    });
  });

  it.each([
    ['nothing', null],
    ['text', 'abc'],
    ['of another type', {...credential, type: 'password'}],
    ['with two ids', {...credential, rawId: 'abd'}],
    ['without a response', {...credential, response: undefined}],
    ['with what is no base64url', {...credential, response: {...response, clientDataJSON: '{}'}}],
    ['too long', {...credential, response: {...response, clientDataJSON: 'A'.repeat(65_537)}}],
  ])('is refused when it is %s', (_, given) => {
    expect([readAttestation(given), readAssertion(given)]).toEqual([null, null]);
  });

  it('is refused without the parts of its own ceremony', () => {
    const without = (name: string): object => ({...credential, response: {...response, [name]: 1}});
    expect(readAttestation(without('attestationObject'))).toBeNull();
    expect(readAttestation(without('transports'))).toBeNull();
    expect(readAssertion(without('authenticatorData'))).toBeNull();
    expect(readAssertion(without('signature'))).toBeNull();
  });
});

describe('the counter of a passkey', () => {
  it.each([
    [0, 0, false],
    [0, 1, false],
    [7, 8, false],
    [7, 7, true],
    [7, 6, true],
    [7, 0, true],
  ])('stored %i, given %i, shows a copy: %p', (stored, given, copied) => {
    expect(isCopied(stored, given)).toBe(copied);
  });
});
