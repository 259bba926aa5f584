import {createHash} from 'node:crypto';
import {escapeLiteral} from 'pg';
import {QueryRunner} from 'typeorm';
import {quoted} from '../role-name';
import {ORGANISATION_SETTING, PERSON_SETTING, dutyRole} from './begin-scoped';
import {ROW_RULES, RowRule} from './row-rules';

/** After the first COMMIT of a connection an unset setting is an empty string, no longer NULL. */
const setting = (name: string): string => `(SELECT nullif(current_setting('${name}', true), '')::uuid)`;
const mine = setting(ORGANISATION_SETTING);
const me = setting(PERSON_SETTING);

/** Offices that open cases, those of their committee when they are held in one. */
const OFFICES = ['coordinator', 'chair', 'viceChair', 'member', 'compliance'];
const offices = OFFICES.map((office) => escapeLiteral(office)).join(', ');

/**
 * The person takes part in the row's case: an office opens it to them, or a relation to it that they hold or once held.
 * The tables it asks are under rules of kind `organisation`, so that no policy asks itself. `OFFSET 0` keeps the planner from
 * gathering every case of the person first, which costs the more the more cases there are; it looks the one row up instead.
 */
const takesPart = (table: string): string => `(
  EXISTS (SELECT FROM role_grant g WHERE g.organisation_id = ${mine} AND g.person_id = ${me} AND g.ended_at IS NULL
    AND g.role IN (${offices}) AND g.committee_id IS NULL)
  OR EXISTS (SELECT FROM case_relation r WHERE r.organisation_id = ${mine} AND r.case_id = ${table}.case_id
    AND r.person_id = ${me} OFFSET 0)
  OR EXISTS (SELECT FROM review_case c WHERE c.organisation_id = ${mine} AND c.id = ${table}.case_id
    AND (c.referrer_id = ${me} OR c.subject_id = ${me} OR EXISTS (
      SELECT FROM role_grant g WHERE g.organisation_id = ${mine} AND g.person_id = ${me} AND g.ended_at IS NULL
        AND g.role IN (${offices}) AND g.committee_id = c.committee_id)) OFFSET 0))`;

/** @returns the policies of a table: their roles, and the rows that these reach */
function policies(
  table: string,
  {rows, key, all}: RowRule,
  {application, owner}: Roles,
): [string[], string][] {
  const role = (duty: Parameters<typeof dutyRole>[1]): string => quoted(dutyRole(application, duty));
  if (rows === 'installation') return [[['PUBLIC'], 'true']];
  const ours = `${table}.${key} = ${mine}`;
  const others = (['door', 'runner', 'integrator'] as const).filter((duty) => !all.includes(duty)).map(role);
  const further = {
    organisation: '',
    content: ` AND ${takesPart(table)}`,
    own: ` AND ${table}.person_id = ${me}`,
  };
  const person = `${ours}${further[rows]}`;
  return [
    [[role('person')], person],
    [[quoted(owner), ...others], ours],
    [[role('operator'), ...all.map(role)], 'true'],
  ];
}

export interface Roles {
  readonly application: string;
  readonly owner: string;
}

/** A table has no rule, or a rule has no table. */
class RowRuleError extends Error {
  constructor(names: readonly string[]) {
    super(
      `row-rules.ts and the schema differ: ${names.join(', ')}. Every table needs a rule, and every rule a table.`,
    );
    this.name = 'RowRuleError';
  }
}

/** The statements that put every table under its rule; any policy that was there goes. */
function rowSecuritySql(tables: readonly string[], roles: Roles): string {
  const differing = [
    ...tables.filter((table) => !ROW_RULES.has(table)),
    ...[...ROW_RULES.keys()].filter((table) => !tables.includes(table)),
  ];
  if (differing.length > 0) throw new RowRuleError(differing);
  return [dropPolicies, ...[...ROW_RULES].map(([table, rule]) => tableSql(table, rule, roles))].join('\n');
}

const dropPolicies = `DO $$ DECLARE p record; BEGIN
  FOR p IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
    EXECUTE format('DROP POLICY %I ON %I', p.policyname, p.tablename);
  END LOOP;
END $$;`;

function tableSql(table: string, rule: RowRule, roles: Roles): string {
  const made = policies(table, rule, roles).map(
    ([to, rows], place) =>
      `CREATE POLICY rows_${place + 1} ON ${table} TO ${to.join(', ')} USING (${rows}) WITH CHECK (${rows});`,
  );
  return [`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`, ...made].join('\n');
}

/** Lets the owner, whom FORCE keeps from the rows, alter what is stored. */
const liftSql = `DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace LOOP
    EXECUTE format('ALTER TABLE %I NO FORCE ROW LEVEL SECURITY', t.relname);
  END LOOP;
END $$;
COMMENT ON TABLE organisation IS NULL;`;

interface StateRow {
  tables: string[];
  mark: string | null;
  owner: string;
}

async function stateOf(client: QueryRunner): Promise<StateRow> {
  const [state] = (await client.query(
    `SELECT ARRAY(SELECT relname::text FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace) AS tables,
       obj_description(to_regclass('organisation'), 'pg_class') AS mark, current_user::text AS owner`,
  )) as [StateRow];
  return state;
}

/** Opens the rows to the owner until `applyRowSecurity`, so that a migration can alter what is stored. */
export async function liftRowSecurity(runner: QueryRunner): Promise<void> {
  if ((await stateOf(runner)).mark !== null) await runner.query(liftSql);
}

/**
 * Puts every table under its rule, in one transaction; nothing happens when that is how it stands.
 *
 * @param application name of the application's role
 * @throws RowRuleError
 */
export async function applyRowSecurity(runner: QueryRunner, application: string): Promise<void> {
  const {tables, mark, owner} = await stateOf(runner);
  const sql = rowSecuritySql(tables, {application, owner});
  const made = `row security ${createHash('sha256').update(sql).digest('hex')}`;
  if (mark === made) return;
  await runner.query(`BEGIN; ${sql} COMMENT ON TABLE organisation IS ${escapeLiteral(made)}; COMMIT`);
}
