import {Client} from 'pg';
import {makeDutyRoles} from '../rows/duty-roles';
import {superuser} from './create-cluster';

export const database = 'collegium';
export const ownerRole = 'collegium_owner';
export const applicationRole = 'collegium_app';

/**
 * Connection string over a Unix socket. Port and sslmode are spelt out, or PGPORT and PGSSLMODE would alter them.
 *
 * @param socket folder of the socket
 */
export function socketUrl(role: string, name: string, socket: string): string {
  return `postgres://${role}@/${name}?host=${encodeURIComponent(socket)}&port=5432&sslmode=disable`;
}

/** Creates the owner's and the application's role and the database, as far as they are missing. */
export async function createRoles(socket: string): Promise<void> {
  const client = new Client({connectionString: socketUrl(superuser, 'postgres', socket)});
  await client.connect();
  try {
    const {rows} = await client.query<{name: string}>(
      'SELECT rolname AS name FROM pg_roles UNION ALL SELECT datname FROM pg_database',
    );
    const present = new Set(rows.map((row) => row.name));
    const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';
    for (const role of [ownerRole, applicationRole]) {
      if (!present.has(role)) await client.query(`CREATE ROLE ${role} ${attributes}`);
    }
    await makeDutyRoles(client, applicationRole);
    if (!present.has(database)) await client.query(`CREATE DATABASE ${database} OWNER ${ownerRole}`);
    // Repeated each time, since a crash may have come between creating and granting.
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${applicationRole}`);
  } finally {
    await client.end();
  }
}
