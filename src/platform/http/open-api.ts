import type {INestApplication} from '@nestjs/common';
import {DocumentBuilder, SwaggerModule} from '@nestjs/swagger';
import type {OpenAPIObject} from '@nestjs/swagger';
import {completeOperations} from './open-api-problems';
import {ProblemDto} from './problem.dto';

/** Raised when a client has to know. */
const INTERFACE_VERSION = '1.0.0';

/** What each tag of the interface gathers, in the order of the description. */
export type Tags = Readonly<Record<string, string>>;

/** Describes an application's HTTP interface, OpenAPI 3.1.0; only the controllers' metadata is read. */
export function describeInterface(app: INestApplication, tags: Tags): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Collegium')
    .setDescription(
      'Confidential, non-punitive clinical peer review. What somebody may do to a case stands in its `allowedActions`.',
    )
    .setVersion(INTERFACE_VERSION)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addServer('/')
    .addCookieAuth(
      'collegium',
      {type: 'apiKey', in: 'cookie', description: '`__Host-collegium` behind https'},
      'cookieAuth',
    )
    .addSecurityRequirements('cookieAuth');
  for (const [name, description] of Object.entries(tags)) builder.addTag(name, description);
  const scanned = SwaggerModule.createDocument(app, builder.build(), {extraModels: [ProblemDto]});
  const document = withoutSuffixes(scanned);
  document.paths = sorted(document.paths);
  if (document.components?.schemas) document.components.schemas = sorted(document.components.schemas);
  completeOperations(document);
  describeIds(document);
  nameWildcards(document);
  delete document.info.contact;
  return document;
}

/** As it is committed and served. */
export const printed = (document: OpenAPIObject): string => `${JSON.stringify(document, null, 2)}\n`;

/** Names the schemas as a reader would: `Case`, where the code says `CaseDto`. */
function withoutSuffixes(document: OpenAPIObject): OpenAPIObject {
  const text = JSON.stringify(document).replaceAll(/(#\/components\/schemas\/\w+?)Dto"/g, '$1"');
  const renamed = JSON.parse(text) as OpenAPIObject;
  const schemas = Object.entries(renamed.components?.schemas ?? {});
  return {
    ...renamed,
    components: {
      ...renamed.components,
      schemas: Object.fromEntries(schemas.map(([name, schema]) => [name.replace(/Dto$/, ''), schema])),
    },
  };
}

/** Ids in a path are UUIDs, unless they say what they are: `IdPipe` answers everything else as absent. */
function describeIds(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths)) {
    for (const operation of [item.get, item.post, item.put, item.patch, item.delete]) {
      for (const parameter of operation?.parameters ?? []) {
        if (!('in' in parameter) || parameter.in !== 'path' || !/(^id|Id)$/.test(parameter.name)) continue;
        if (parameter.schema && 'pattern' in parameter.schema) continue;
        parameter.schema = {type: 'string', format: 'uuid'};
      }
    }
  }
}

/** The router calls what stands behind a wildcard `*`; the description's path calls it `path`. */
function nameWildcards(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths))
    for (const parameter of item.get?.parameters ?? [])
      if ('in' in parameter && parameter.name === '*') parameter.name = 'path';
}

const sorted = <T>(entries: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
