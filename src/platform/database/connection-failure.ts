import {DatabaseStartError} from './database-start-error';

/** Where a connection led to; without the password. */
export interface ConnectionTarget {
  /** Name of the setting that holds the connection string. */
  readonly setting: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

interface Explanation {
  readonly problem: string;
  readonly fix: string;
}

type Explain = (target: ConnectionTarget) => Explanation;

const unreachable: Explain = ({setting, host, port}) => ({
  problem: `No PostgreSQL server can be reached at ${host}:${port} (${setting}).`,
  fix: `Check that it runs, that host and port in ${setting} are right, and that no firewall is between.`,
});

const untrusted: Explain = ({setting, host}) => ({
  problem: `The certificate of the PostgreSQL server at ${host} is not trusted (${setting}).`,
  fix: `Add sslrootcert=/path/to/ca.pem to ${setting}, and use the host name that the certificate names.`,
});

/** SQLSTATE (PostgreSQL 18, appendix A), Node's network codes, OpenSSL's. */
const explanations: Readonly<Record<string, Explain>> = {
  ECONNREFUSED: unreachable,
  ECONNRESET: unreachable,
  ENOTFOUND: unreachable,
  EAI_AGAIN: unreachable,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  ETIMEDOUT: unreachable,
  EPIPE: unreachable,
  ENOENT: unreachable,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted,
  CERT_HAS_EXPIRED: untrusted,
  '28P01': ({setting, user}) => ({
    problem: `The PostgreSQL server refuses the password of the role ${user} (${setting}).`,
    fix: `Put the right password into ${setting}; encode special characters (%40 for @), or set a new one with ALTER ROLE.`,
  }),
  '28000': ({setting, user, database}) => ({
    problem: `The PostgreSQL server does not let the role ${user} into the database ${database} (${setting}).`,
    fix: 'Check that the role exists and may log in, and that pg_hba.conf admits it from here (perhaps with TLS only).',
  }),
  '3D000': ({setting, database}) => ({
    problem: `The PostgreSQL server has no database named ${database} (${setting}).`,
    fix: `Create it (CREATE DATABASE with encoding UTF8, owned by the role of DATABASE_OWNER_URL), or correct ${setting}.`,
  }),
  '42501': ({setting, user, database}) => ({
    problem: `The role ${user} may not connect to the database ${database} (${setting}).`,
    fix: `Run as its owner: GRANT CONNECT ON DATABASE ${database} TO ${user};`,
  }),
  '53300': ({setting}) => ({
    problem: `The PostgreSQL server has no connection left (${setting}).`,
    fix: 'Raise max_connections, or end what else is connected.',
  }),
  '57P03': ({setting}) => ({
    problem: `The PostgreSQL server is still starting up or shutting down (${setting}).`,
    fix: 'Wait until it is ready, then start Collegium again; its log says what it is doing.',
  }),
};

/** What `pg` reports by its words alone. */
const wordings: readonly (readonly [RegExp, Explain])[] = [
  [/timeout|terminated/i, unreachable],
  [
    /does not support SSL/i,
    ({setting, host}) => ({
      problem: `The PostgreSQL server at ${host} does not speak TLS, which ${setting} asks for.`,
      fix: `Switch TLS on at the server, or, on a private network, put sslmode=disable into ${setting}.`,
    }),
  ],
  [
    /password must be a|empty password/i,
    ({setting, user}) => ({
      problem: `The PostgreSQL server asks for a password of the role ${user}, and ${setting} has none.`,
      fix: `Add it: ${setting}=postgres://${user}:PASSWORD@host:5432/database.`,
    }),
  ],
];

/** SQLSTATE or system code of a failed connection; `null` when it has none. */
export function failureCode(error: unknown): string | null {
  const code = (error as {code?: unknown} | null)?.code;
  return typeof code === 'string' ? code : null;
}

/** One clear message for a failed connection. What the server said stays in `cause`. */
export function explainFailure(error: unknown, target: ConnectionTarget): DatabaseStartError {
  const code = failureCode(error);
  const said = error instanceof Error ? error.message : '';
  const explain = explanations[code ?? ''] ?? wordings.find(([wording]) => wording.test(said))?.[1];
  if (explain !== undefined) {
    const {problem, fix} = explain(target);
    return new DatabaseStartError(problem, fix, {cause: error});
  }
  return new DatabaseStartError(
    `The PostgreSQL server at ${target.host}:${target.port} refuses the connection (${target.setting}, ${code ?? 'no code'}).`,
    'The log of the server says why.',
    {cause: error},
  );
}
