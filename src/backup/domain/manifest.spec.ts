import {canonicalManifest, parseHeader, parseManifest, parseTable} from './manifest';
import type {Header} from './manifest';

const header: Header = {
  format: 1,
  content: 'keys',
  backup: '5f0c1c0e-0000-4000-8000-000000000001',
  madeAt: '2026-03-02T08:00:00.000Z',
  expiresAt: '2026-04-06T08:00:00.000Z',
  keyDigest: 'digest',
  migrations: ['Foundation1700000000001'],
};
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('what a backup says of itself', () => {
  it('is read as it was written', () => {
    expect(parseHeader(json(header))).toEqual(header);
    expect(parseHeader(json({...header, expiresAt: null}))).toMatchObject({expiresAt: null});
    expect(parseTable(json({name: 'person', columns: ['id']}))).toEqual({name: 'person', columns: ['id']});
    expect(parseManifest(json({manifest: {}, mac: 'x'}))).toEqual({manifest: {}, mac: 'x'});
  });

  it.each([
    ['another format', {...header, format: 2}],
    ['an unknown content', {...header, content: 'half'}],
    ['no time', {...header, madeAt: 'yesterday'}],
    ['an expiry that is none', {...header, expiresAt: 35}],
    ['migrations that are no names', {...header, migrations: [1]}],
    ['nothing', null],
  ])('is refused with %s', (_what, value) => {
    expect(parseHeader(json(value))).toBeNull();
  });

  it('is refused when it is no JSON, no table or no manifest', () => {
    expect(parseHeader(Buffer.from('{'))).toBeNull();
    expect(parseTable(json({name: 'person', columns: 'id'}))).toBeNull();
    expect(parseManifest(json({manifest: null, mac: 'x'}))).toBeNull();
  });

  it('has one canonical form, whatever the order it was written in', () => {
    const manifest = {header, tables: [], sequences: [], leftOut: []};
    const turned = {leftOut: [], sequences: [], tables: [], header};
    expect(canonicalManifest(turned)).toBe(canonicalManifest(manifest));
  });
});
