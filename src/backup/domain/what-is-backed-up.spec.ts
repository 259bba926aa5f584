import {keyTables, mainTables} from './what-is-backed-up';

const all = [
  {name: 'audit_key', columns: ['organisation_id', 'verifier', 'sealed_seed']},
  {name: 'case_key', columns: ['organisation_id', 'case_id', 'wrapped', 'destroyed_at']},
  {name: 'person', columns: ['id']},
  {name: 'schema_migration', columns: ['name']},
  {name: 'session', columns: ['token_hash']},
];

describe('what is backed up', () => {
  it('is everything but keys, sessions and the list of migrations', () => {
    expect(mainTables(all)).toEqual([
      {name: 'audit_key', columns: ['organisation_id', 'verifier']},
      {name: 'case_key', columns: ['organisation_id', 'case_id', 'destroyed_at']},
      {name: 'person', columns: ['id']},
    ]);
  });

  it('is, for the key backup, the tables with keys and nothing else', () => {
    expect(keyTables(all)).toEqual(all.slice(0, 2));
  });
});
