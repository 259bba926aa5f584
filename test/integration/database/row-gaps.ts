import type {ClientBase} from 'pg';

/** Functions that run with their owner's rights, each for a reason that an ADR tells (0024). */
const DEFINERS = ['dispose_of_case'];

const gaps = `
  SELECT 'table ' || relname || ' has no row security' AS gap FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)
  UNION ALL SELECT 'table ' || relname || ' has no policy' FROM pg_class c
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
      AND NOT EXISTS (SELECT FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname)
  UNION ALL SELECT 'policy ' || policyname || ' on ' || tablename || ' shows all rows to ' || array_to_string(roles, ', ')
    FROM pg_policies p WHERE schemaname = 'public' AND (qual = 'true' OR coalesce(with_check, 'true') = 'true')
      AND (roles && ARRAY['collegium_app', 'collegium_owner']::name[] OR 'public' = ANY (roles) AND EXISTS (
        SELECT FROM pg_attribute a WHERE a.attrelid = ('public.' || quote_ident(p.tablename))::regclass
          AND a.attname IN ('organisation_id', 'case_id', 'person_id')))
  UNION ALL SELECT 'view ' || relname || ' looks with the rights of its owner' FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'v'
      AND NOT coalesce(reloptions, '{}') @> ARRAY['security_invoker=true']
  UNION ALL SELECT 'materialised view ' || relname || ' is under no policy' FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'm'
  UNION ALL SELECT 'foreign table ' || relname || ' is under no policy of ours' FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind = 'f'
  UNION ALL SELECT 'function ' || proname || ' runs with the rights of its owner' FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prosecdef
      AND NOT (proname = ANY ($1) AND coalesce(proconfig::text, '') LIKE '%search_path=%')
  UNION ALL SELECT 'role ' || rolname || ' is above policies' FROM pg_roles
    WHERE rolname LIKE 'collegium\\_%' AND (rolsuper OR rolbypassrls OR rolcreaterole)
  UNION ALL SELECT 'role ' || r.rolname || ' owns ' || c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
    WHERE c.relnamespace = 'public'::regnamespace AND r.rolname LIKE 'collegium\\_app%'
  UNION ALL SELECT 'role collegium_app inherits ' || rolname FROM pg_roles
    WHERE rolname LIKE 'collegium\\_%' AND rolname <> 'collegium_app' AND pg_has_role('collegium_app', oid, 'USAGE')
  UNION ALL SELECT 'role ' || d.rolname || ' can take on ' || r.rolname FROM pg_roles d, pg_roles r
    WHERE d.rolname LIKE 'collegium\\_app\\_%' AND r.rolname LIKE 'collegium\\_%' AND d.oid <> r.oid
      AND pg_has_role(d.oid, r.oid, 'MEMBER')
  ORDER BY 1`;

/** Whatever in the catalogues lies outside the rules of row security (docs/adr/0056); read as a superuser. */
export async function rowGaps(client: ClientBase): Promise<string[]> {
  const {rows} = await client.query<{gap: string}>(gaps, [DEFINERS]);
  return rows.map(({gap}) => gap);
}
