import {NestFactory} from '@nestjs/core';
import {FastifyAdapter} from '@nestjs/platform-fastify';
import {AppModule} from '../app.module';
import {describeInterface, printed} from '../platform/http/open-api';
import type {Tags} from '../platform/http/open-api';
import {API_PREFIX} from '../platform/http/route-of';
import {PlatformModule} from '../platform/platform.module';

const tags: Tags = {
  session: 'Signing in and out',
  cases: 'Referring cases, looking at them, acting on them',
  workflows: 'The processes that cases follow',
  instruments: 'What reviewers are asked',
  charts: 'Charts and documents of a case',
  reports: 'Reports of a case',
  audit: 'The log: its checkpoints and its tree, searches and exports',
  people: 'People, roles that take two, lists of people; for administrators',
  calendar: 'Time zone and holidays by which deadlines are reckoned',
  privilege: 'Privilege texts of the committees',
  retention: 'How long records are kept, legal holds, and disposal',
  productions: 'What was produced under a subpoena, and what is withheld and why',
  'break-glass': 'Compartments of a case that compliance opens for a time',
  'conflicts of interest': 'Who is in conflict with a case, who says so, and who could review it',
  registry: 'What is known of people and organisations beyond their own entries, for finding conflicts',
  'protected space': 'What entered the protected space when, and what left it',
  inbox: 'Notices of what awaits somebody',
  live: 'Word of what has changed, as it happens',
  health: 'Whether the installation can serve',
};

/** The description as it is to be committed. No class is instantiated and no database is needed. */
export async function openApiText(): Promise<string> {
  const app = await NestFactory.create(AppModule.on(PlatformModule.described()), new FastifyAdapter(), {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  app.setGlobalPrefix(API_PREFIX);
  return printed(describeInterface(app, tags));
}
