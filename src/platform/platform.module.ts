import {DynamicModule, Global, Module, OnApplicationShutdown} from '@nestjs/common';
import type {Config} from './config/config';
import {Clock} from './clock/clock';
import {KeyEncryptionKey} from './crypto/sealing';
import {Randomness} from './crypto/randomness';
import {Database} from './database/database';
import {ReadDatabase} from './database/read-database';
import {UseMarks} from './database/use-marks';
import {Concerns} from './health/concerns';
import {HealthController} from './http/health.controller';
import {OpenApiController} from './http/open-api.controller';

/** Injects the `Config`, which is a plain object: `@Inject(CONFIG) config: Config`. */
export const CONFIG = Symbol('Config');

/** What every feature stands on, made before Nest starts. */
export interface Platform {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly key: KeyEncryptionKey;
}

const controllers = [HealthController, OpenApiController];

@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(private readonly database: Database) {}

  static with({config, database, clock, randomness, key}: Platform): DynamicModule {
    const providers = [
      {provide: CONFIG, useValue: config},
      {provide: Database, useValue: database},
      {provide: ReadDatabase, useValue: database},
      {provide: UseMarks, useValue: new UseMarks(database)},
      {provide: Clock, useValue: clock},
      {provide: Randomness, useValue: randomness},
      {provide: KeyEncryptionKey, useValue: key},
      {provide: Concerns, useValue: new Concerns(clock)},
    ];
    return {
      module: PlatformModule,
      controllers,
      providers,
      exports: providers.map(({provide}) => provide),
    };
  }

  /** The interface without what answers it: its description is read from the controllers' metadata alone. */
  static described(): DynamicModule {
    const ports = [CONFIG, Database, ReadDatabase, UseMarks, Clock, Randomness, KeyEncryptionKey, Concerns];
    const providers = ports.map((provide) => ({provide, useValue: null}));
    return {module: PlatformModule, controllers, providers, exports: ports};
  }

  /** Runs after the last request was answered. */
  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}
