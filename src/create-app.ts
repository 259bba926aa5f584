import 'reflect-metadata';
import type {NestApplicationOptions} from '@nestjs/common';
import {NestFactory} from '@nestjs/core';
import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {AppModule} from './app.module';
import {LogUnavailableError} from './audit';
import {guardRequests, recordRefusedRequests} from './identity';
import {Clock, SystemClock} from './platform/clock/clock';
import type {Config} from './platform/config/config';
import {loadKeyEncryptionKey} from './platform/config/key-encryption-key';
import {Randomness, SystemRandomness} from './platform/crypto/randomness';
import {KeyEncryptionKey} from './platform/crypto/sealing';
import {dataSource} from './platform/database/data-source';
import {Database} from './platform/database/database';
import type {RowScope} from './platform/database/rows/row-scope';
import {KeyExchangedError} from './platform/database/installation-key';
import {problems} from './platform/errors/problem';
import type {ProblemTranslator} from './platform/errors/problem-of';
import {fastifyAdapter} from './platform/http/fastify-adapter';
import {takeJsonAlone} from './platform/http/json-body';
import {takeFiles} from './platform/http/multipart';
import {noteOrigin} from './platform/http/note-origin';
import {endConnectionsAtStop} from './platform/http/open-connections';
import {serveDescription} from './platform/http/open-api-page';
import {ProblemFilter} from './platform/http/problem.filter';
import {ProgramLog} from './platform/http/program-log';
import {logRequests} from './platform/http/request-log';
import {API_PREFIX} from './platform/http/route-of';
import {readClient} from './platform/http/client-files';
import {serveClient} from './platform/http/serve-client';
import {setSecurityHeaders} from './platform/http/security-headers';
import {validationPipe} from './platform/http/validation';
import {PlatformModule} from './platform/platform.module';

/** Ports that tests replace. */
export interface Overrides {
  readonly clock?: Clock;
  readonly randomness?: Randomness;
  /** Folder of the definitions. */
  readonly workflows?: string;
  /** The rows that work reaches which neither a request nor a duty began: none, unless a test works in place of one. */
  readonly outside?: RowScope;
}

const translators: readonly ProblemTranslator[] = [
  (error) => (error instanceof LogUnavailableError ? problems.logUnavailable() : null),
  (error) => (error instanceof KeyExchangedError ? problems.unavailable() : null),
];

/** Nest logs nothing by itself, throws what fails at the start, and leaves bodies to `takeJsonAlone`. */
function nestOptions(): NestApplicationOptions {
  const options: NestApplicationOptions = Object.create(null) as NestApplicationOptions;
  options.logger = false;
  options.abortOnError = false;
  options.bodyParser = false;
  return options;
}

/**
 * Builds the application on a migrated database; it does not listen yet. Closing it closes its connections.
 *
 * @param urls connection string of the application's role
 */
export async function createApp(
  config: Config,
  {applicationUrl}: {readonly applicationUrl: string},
  {clock = new SystemClock(), randomness = new SystemRandomness(), workflows, outside}: Overrides = {},
): Promise<NestFastifyApplication> {
  const key = new KeyEncryptionKey(loadKeyEncryptionKey(config), randomness);
  const database = new Database(await dataSource(applicationUrl).initialize(), outside);
  try {
    const platform = PlatformModule.with({config, database, clock, randomness, key});
    const module = AppModule.on(platform, workflows);
    const adapter = fastifyAdapter(config);
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, nestOptions());
    app.useLogger(new ProgramLog(adapter.getInstance().log));
    app.setGlobalPrefix(API_PREFIX);
    app.useGlobalPipes(validationPipe());
    app.useGlobalFilters(new ProblemFilter(randomness, translators, recordRefusedRequests(app)));
    const fastify = app.getHttpAdapter().getInstance();
    endConnectionsAtStop(fastify);
    takeJsonAlone(fastify);
    await takeFiles(fastify);
    logRequests(fastify);
    noteOrigin(fastify);
    await setSecurityHeaders(app, config);
    await guardRequests(app, config);
    serveDescription(app, config);
    await serveClient(fastify, readClient(), randomness);
    await app.init();
    return app;
  } catch (error) {
    await database.close();
    throw error;
  }
}
