import {execFileSync, spawnSync} from 'node:child_process';
import {X509Certificate} from 'node:crypto';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {buffer} from 'node:stream/consumers';
import {pemCertificates, verifyDatabase} from '../../../src/audit';
import {Stamps} from '../../../src/audit/anchor/stamps';
import {timestampRequest, verifyTimestamp} from '../../../src/audit/anchor/timestamp';
import {LogKeys} from '../../../src/audit/integrate/log-keys';
import {PublishedCheckpoints} from '../../../src/audit/publish/published-checkpoints';
import {Concerns} from '../../../src/platform/health/concerns';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';
import {anOrganisation} from '../identity/people';
import {happen, settled} from './a-log';

const missing = spawnSync('openssl', ['ts', '-help']).status !== 0;
const withOpenSsl = missing ? describe.skip : describe;

const settings = `
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:TRUE
keyUsage = critical,keyCertSign
[tsa]
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[authority]
serial = serial
digests = sha256
default_policy = 1.2.3.4.1
ess_cert_id_alg = sha256
signer_digest = sha256
`;

withOpenSsl('a time-stamp authority', () => {
  let folder: string;
  let trusted: Buffer[];
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): Buffer =>
    execFileSync('openssl', args, {cwd: folder, stdio: ['ignore', 'pipe', 'ignore']});
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-config', 'settings'];

  const certificate = (name: string, extensions: string): void => {
    openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name}`);
    const signing = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2', '-extfile', 'settings'];
    openssl(
      'x509',
      '-req',
      '-in',
      `${name}.csr`,
      ...signing,
      '-extensions',
      extensions,
      '-out',
      `${name}.pem`,
    );
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'collegium-tsa-'));
    writeFileSync(file('settings'), settings);
    writeFileSync(file('serial'), '01');
    const root = ['-x509', '-days', '2', '-extensions', 'ca', '-subj', '/CN=Root'];
    openssl('req', ...root, ...key, '-keyout', 'ca.key', '-out', 'ca.pem');
    openssl('req', ...root, ...key, '-keyout', 'stranger.key', '-out', 'stranger.pem');
    certificate('tsa', 'tsa');
    trusted = [new X509Certificate(readFileSync(file('ca.pem'))).raw];
  });

  afterAll(() => {
    rmSync(folder, {recursive: true, force: true});
  });

  const replyTo = (request: Buffer): Buffer => {
    writeFileSync(file('request'), request);
    const by = ['-signer', 'tsa.pem', '-inkey', 'tsa.key'];
    openssl(
      'ts',
      '-reply',
      '-config',
      'settings',
      '-section',
      'authority',
      '-queryfile',
      'request',
      ...by,
      '-out',
      'reply',
    );
    return readFileSync(file('reply'));
  };

  const stamped = Buffer.from('a checkpoint\n');
  const nonce = Buffer.from('f0e1d2c3b4a59687', 'hex');

  it('is believed when everything fits', async () => {
    const response = replyTo(timestampRequest(stamped, nonce));
    const now = new Date();
    const at = await verifyTimestamp(response, {stamped, nonce, trusted, now});
    expect(Math.abs(at.getTime() - now.getTime())).toBeLessThan(60_000);
    expect(await verifyTimestamp(response, {stamped, nonce: null, trusted, now: null})).toEqual(at);
  });

  it('is not believed when anything does not', async () => {
    const response = replyTo(timestampRequest(stamped, nonce));
    const good = {stamped, nonce, trusted, now: new Date()};
    const stranger = [new X509Certificate(readFileSync(file('stranger.pem'))).raw];
    const table: [string, Buffer, typeof good][] = [
      ['not over what was sent', response, {...good, stamped: Buffer.from('another\n')}],
      ['nonce', response, {...good, nonce: Buffer.from('70e1d2c3b4a59688', 'hex')}],
      ['far from ours', response, {...good, now: new Date(Date.now() + 3_600_000)}],
      ['signature does not hold', response, {...good, trusted: stranger}],
      ['signature does not hold', response, {...good, trusted: []}],
      ['cannot be read', Buffer.from('nothing'), good],
      ['cannot be read', response.subarray(0, 40), good],
    ];
    for (const [reason, reply, expected] of table)
      await expect(verifyTimestamp(reply, expected)).rejects.toThrow(reason);
  });

  it('is not believed with any byte of its signature or its content changed', async () => {
    const response = replyTo(timestampRequest(stamped, nonce));
    const signed = response.length - 1;
    const info = response.indexOf(Buffer.from('1.2.3.4.1')) + 1 || response.length >> 2;
    for (const place of [signed, signed - 20, signed - 60, info]) {
      const altered = Buffer.from(response);
      altered[place] = (altered[place] ?? 0) ^ 1;
      await expect(verifyTimestamp(altered, {stamped, nonce, trusted, now: new Date()})).rejects.toThrow();
    }
  });

  it('refuses, and that is no stamp', async () => {
    const unknown = timestampRequest(stamped, nonce);
    // The authority accepts SHA-256 alone: another algorithm's last arc makes it refuse.
    const at = unknown.indexOf(Buffer.from('608648016503040201', 'hex'));
    unknown[at + 8] = 0x03;
    const refused = verifyTimestamp(replyTo(unknown), {stamped, nonce, trusted, now: new Date()});
    await expect(refused).rejects.toThrow('the authority refuses (status 2)');
  });

  describe('over HTTP', () => {
    let app: TestApp;
    let organisation: string;
    let server: Server;
    let answer: (request: Buffer) => Buffer;

    beforeAll(async () => {
      app = await startTestApp({checkpointDirectory: file('checkpoints')});
      app.clock.set(new Date());
      organisation = await anOrganisation(app);
      await happen(app, organisation);
      await settled(app, organisation);
      answer = replyTo;
      server = createServer((request, response) => {
        void buffer(request).then((body) => {
          response.setHeader('content-type', 'application/timestamp-reply');
          response.end(answer(body));
        });
      });
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
    });

    afterAll(async () => {
      server.close();
      await app.close();
    });

    const stamps = (concerns: Concerns): Stamps => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const timestamps = {url, caFile: file('ca.pem')};
      const published = app.app.get(PublishedCheckpoints);
      return new Stamps({timestamps}, app.connections, published, app.app.get(LogKeys), concerns);
    };

    const rows = (): Promise<{size: string; response: Buffer}[]> =>
      app.database.asSuperuser(
        'SELECT size, response FROM audit_timestamp WHERE organisation_id = $1 ORDER BY size',
        [organisation],
      );

    it('stamps the last checkpoint, which is stored and exported so that openssl verifies it', async () => {
      const concerns = new Concerns(app.clock);
      await stamps(concerns).stamp(new AbortController().signal);
      expect(concerns.all()).toEqual([]);
      const [row] = await rows();
      const at = join('checkpoints', organisation, 'timestamps');
      expect(readdirSync(file(at)).sort()).toEqual([
        `${row?.size ?? ''}.checkpoint`,
        `${row?.size ?? ''}.tsr`,
      ]);
      const [data, reply] = ['checkpoint', 'tsr'].map((kind) => join(at, `${row?.size ?? ''}.${kind}`));
      openssl('ts', '-verify', '-data', data ?? '', '-in', reply ?? '', '-CAfile', 'ca.pem');
      expect(readFileSync(file(reply ?? ''))).toEqual(row?.response);
    });

    it('is checked where the log is: another response and another time are found out', async () => {
      const found = async (change: string) => {
        await app.database.asSuperuser(
          `SET session_replication_role = 'replica'; UPDATE audit_timestamp SET ${change} WHERE organisation_id = '${organisation}'`,
        );
        return (await verifyDatabase(app.database.applicationUrl)).first;
      };
      const [row] = await rows();
      const whole = row?.response.toString('hex') ?? '';
      expect(await found('size = size')).toBeNull();
      const by = async (name: string) => {
        const authorities = pemCertificates(readFileSync(file(name), 'utf8'));
        return (await verifyDatabase(app.database.applicationUrl, {key: null, checkpoints: [], authorities}))
          .first;
      };
      expect(await by('ca.pem')).toBeNull();
      expect(await by('stranger.pem')).toMatchObject({
        kind: 'altered',
        detail: expect.stringContaining('trusted') as string,
      });
      const place = whole.length / 2 - 20;
      const altered = {kind: 'altered', index: Number(row?.size) - 1};
      expect(
        await found(`response = set_byte(response, ${place}, get_byte(response, ${place}) # 1)`),
      ).toMatchObject(altered);
      await found(`response = '\\x${whole}'`);
      expect(await found(`received_at = received_at + interval '1 hour'`)).toMatchObject(altered);
      expect(await found(`received_at = received_at - interval '2 hours'`)).toMatchObject(altered);
      expect(await found(`received_at = received_at + interval '1 hour'`)).toBeNull();
      const beyond = {kind: 'altered', index: Number(row?.size) + 63};
      expect(await found('size = size + 64')).toMatchObject(beyond);
      expect(await found('size = size - 64')).toBeNull();
      const elsewhere = '99999999-9999-4999-8999-999999999999';
      expect(await found(`organisation_id = '${elsewhere}'`)).toMatchObject({
        ...{...altered, organisation: elsewhere},
      });
      await app.database.asSuperuser(
        `SET session_replication_role = 'replica'; UPDATE audit_timestamp SET organisation_id = '${organisation}' WHERE organisation_id = '${elsewhere}'`,
      );
      expect(await found(`stamped_at = stamped_at + interval '1 second'`)).toMatchObject(altered);
      expect(await found(`stamped_at = stamped_at - interval '1 second'`)).toBeNull();
    });

    it('is asked again after ten minutes, and only for what is new', async () => {
      const concerns = new Concerns(app.clock);
      const signal = new AbortController().signal;
      const before = (await rows()).length;
      await happen(app, organisation);
      await settled(app, organisation);
      await stamps(concerns).stamp(signal);
      expect(await rows()).toHaveLength(before);
      app.clock.advance({minutes: 9, seconds: 59});
      await stamps(concerns).stamp(signal);
      expect(await rows()).toHaveLength(before);
      app.clock.set(new Date());
      await app.database.asSuperuser(
        `SET session_replication_role = 'replica'; UPDATE audit_timestamp SET received_at = received_at - interval '11 min'`,
      );
      await stamps(concerns).stamp(signal);
      expect(await rows()).toHaveLength(before + 1);
      expect(concerns.all()).toEqual([]);
    });

    it('that lies shows, and stores nothing', async () => {
      const other = await anOrganisation(app);
      await happen(app, other);
      await settled(app, other);
      const concerns = new Concerns(app.clock);
      answer = () => replyTo(timestampRequest(stamped, nonce));
      await stamps(concerns).stamp(new AbortController().signal);
      expect(concerns.all(other)[0]?.text).toContain('it is not over what was sent');
      const stored = await app.database.asSuperuser(
        'SELECT FROM audit_timestamp WHERE organisation_id = $1',
        [other],
      );
      expect(stored).toEqual([]);
    });
  });
});
