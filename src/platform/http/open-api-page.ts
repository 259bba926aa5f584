import type {NestFastifyApplication} from '@nestjs/platform-fastify';
import {SwaggerModule} from '@nestjs/swagger';
import type {OpenAPIObject} from '@nestjs/swagger';
import type {Config} from '../config/config';
import {readOpenApiFile} from './open-api-file';
import {DOCS_PATH} from './route-of';

/** Serves the description as a page to try things out, in demonstration mode alone; it asks no other host. */
export function serveDescription(app: NestFastifyApplication, {demonstration}: Config): void {
  if (!demonstration) return;
  const document = JSON.parse(readOpenApiFile()) as OpenAPIObject;
  SwaggerModule.setup(DOCS_PATH, app, document, {
    raw: false,
    customSiteTitle: 'Collegium: the interface',
    swaggerOptions: {validatorUrl: null, docExpansion: 'list'},
  });
}
