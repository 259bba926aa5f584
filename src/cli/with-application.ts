import type {INestApplicationContext} from '@nestjs/common';
import {createApp} from '../create-app';
import {withCallOrigin} from '../platform/context/call-origin';
import {organisationNamed} from './administration';
import {optional} from './command';
import type {Terminal, Values} from './command';
import {withInstallation} from './with-installation';
import {OPERATOR} from '../platform/database/rows/row-scope';

/** The desk as somebody with access to the machine uses it: the role without a person, who is no party to any case. */
export interface Operator {
  readonly organisationId: string;
  readonly personId: 'system';
  readonly roles: readonly {readonly role: 'compliance'; readonly committeeId: null}[];
}

/**
 * Works with the whole application, which does not listen; `--organisation` says whose desk it is.
 *
 * @throws UsageError
 */
export async function withApplication<T>(
  {values, terminal}: {values: Values; terminal: Terminal},
  work: (app: INestApplicationContext, operator: Operator) => Promise<T>,
): Promise<T> {
  return withInstallation(terminal, async ({config, applicationUrl, database}) => {
    const organisationId = await organisationNamed(database, optional(values, 'organisation'));
    // What runs beside the command is the server's own work.
    const app = await withCallOrigin({via: 'system', address: null, session: null}, () =>
      createApp(config, {applicationUrl}, {outside: OPERATOR}),
    );
    try {
      const roles = [{role: 'compliance', committeeId: null}] as const;
      return await work(app, {organisationId, personId: 'system', roles});
    } finally {
      await app.close();
    }
  });
}
