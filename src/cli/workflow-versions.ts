import type {ReadDatabase} from '../platform/database/read-database';
import {readDefinition, registeredDefinition} from '../workflow';
import type {DefinitionSource, RegisteredDefinition} from '../workflow';
import {UsageError} from './command';
import type {Terminal} from './command';
import {withInstallation} from './with-installation';
import {programmeFolder} from './workflow-folder';

/** @throws UsageError when that version was never registered in this installation */
export async function registered(
  database: ReadDatabase,
  id: string,
  version: string,
): Promise<RegisteredDefinition> {
  const found = await database.read((tx) => registeredDefinition(tx, id, version));
  if (!found)
    throw new UsageError(
      `${id}@${version} is not registered here: collegium workflow import its folder, or start Collegium once with it in workflows/`,
    );
  return found;
}

/** A definition by its folder, its file, a shipped programme's name, or `id@version` as it is registered. */
export async function definitionNamed(terminal: Terminal, operand: string): Promise<DefinitionSource> {
  const [, id, version] = /^([a-z][a-z0-9-]*)@(.+)$/.exec(operand) ?? [];
  if (id === undefined || version === undefined)
    return readDefinition(programmeFolder(terminal.root, operand)).source;
  const {source} = await withInstallation(terminal, ({database}) => registered(database, id, version));
  return source;
}
