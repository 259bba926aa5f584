import {dutyRoleSql} from './duty-roles';

const sql = (major: number, ...missing: string[]): string =>
  dutyRoleSql('app', new Set(missing), major).join('\n');

describe('the roles of the duties', () => {
  it('are made where they are missing, without any power', () => {
    expect(sql(18, 'app_door')).toMatch(/^CREATE ROLE "app_door" NOLOGIN NOSUPERUSER .*NOBYPASSRLS\nGRANT/);
    expect(sql(18)).not.toContain('CREATE');
  });

  it('are taken on and never inherited, in the words of either kind of server', () => {
    const all = '"app_door", "app_runner", "app_integrator", "app_operator"';
    expect(sql(16)).toBe(`GRANT ${all} TO "app" WITH INHERIT FALSE, SET TRUE`);
    expect(sql(15)).toBe(`ALTER ROLE "app" NOINHERIT\nGRANT ${all} TO "app"`);
  });
});
