import {startTestApp} from '../app';
import {databaseFrom} from '../database';
import {fillForm} from '../fill-form';
import type {FormSchema} from '../fill-form';
import {PASSWORD} from '../../../src/seed/demonstration-people';
import {Walker} from '../walk';
import {Asker} from './asker';
import type {Question} from './asker';
import {KnownIds} from './known-ids';
import {bodyOf, operations} from './operations';
import type {Known, Operation} from './operations';
import type {Scanner} from './scanner';
import {caseIdsOf, pathsOf, perCase} from './sweep-gets';
import {SIGNED_OUT} from './sweep-world';
import type {SweepWorld} from './sweep-world';
import {Truth} from './truth';

const FIELD = 'no body has this field';
/** Afterwards nothing else can be asked. */
const LAST = ['changeAccess', 'changePassword', 'endSession', 'endSessions', 'signOut'];
const rank = ({operationId}: Operation): number => LAST.indexOf(operationId);
const unsafe = operations.filter(({method}) => method !== 'GET').sort((a, b) => rank(a) - rank(b));

/** Lets somebody send everything that changes something, well formed and not, to a copy of the world that is then dropped. */
export async function sweepUnsafe(
  world: SweepWorld,
  truth: Truth,
  scanner: Scanner,
  key: string,
): Promise<number> {
  const {config} = world.app;
  const app = await startTestApp(
    {smtp: config.smtp, keyFile: config.keyFile},
    {database: await databaseFrom(world.app.database.name)},
  );
  try {
    const walker = new Walker(app, world.hospital, world.walker);
    const asker = new Asker(walker, key);
    const known = await KnownIds.of(app.database, 1);
    let asked = 0;
    for (const operation of unsafe) {
      const ofCase = perCase(operation);
      for (const caseId of ofCase ? world.cases : world.cases.slice(0, 1)) {
        const of = await caseIdsOf(walker, caseId);
        for (const path of pathsOf(operation, known, of))
          for (const question of await questions(walker, key, {operation, path, caseId})) {
            const reply = await asker.ask(question);
            asked += 1;
            const about = {
              ...{
                key,
                operation: operation.operationId,
                path: question.path,
                caseId: ofCase ? caseId : null,
              },
              sent: `${question.path} ${JSON.stringify(question.body)}`,
            };
            // What was just done may have opened something: whoever meets what was hidden before is judged by what is so now.
            if (!scanner.read(truth, about, reply, {quiet: true}))
              scanner.read(await Truth.read(app, world.hospital, world.notes), about, reply);
          }
      }
    }
    return asked;
  } finally {
    await app.close();
  }
}

interface About {
  readonly operation: Operation;
  readonly path: string;
  readonly caseId: string;
}

/** Once with a body that is valid in form, once with another. */
async function questions(walker: Walker, key: string, about: About): Promise<Question[]> {
  const {operation, path, caseId} = about;
  const {method, body} = operation;
  if (operation.operationId === 'performAction') return actions(walker, key, {path, caseId});
  if (body === 'file') return [upload(path, 'text', 'note.txt'), upload(path, 'PK\u0003\u0004', 'x.zip')];
  const valid = body === null ? undefined : bodyOf(body, await knowing(walker, key, caseId));
  const invalid = typeof valid === 'object' && valid !== null ? {...valid, [FIELD]: 1} : {[FIELD]: 1};
  return [
    {method, path, ...(valid !== undefined && {body: valid})},
    {method, path, body: invalid},
  ];
}

function upload(path: string, content: string, name: string): Question {
  const file = new FormData();
  file.set('file', new Blob([content]), name);
  return {method: 'POST', path, file};
}

/** Everything that is offered, and one thing that is not. */
async function actions(
  walker: Walker,
  key: string,
  {path, caseId}: {path: string; caseId: string},
): Promise<Question[]> {
  const seen = key === SIGNED_OUT ? null : await walker.look(key, caseId);
  const {version = 'x', allowedActions = []} = seen?.status === 200 ? seen.body : {};
  const headers = {'if-match': `"${version}"`};
  const offered = allowedActions.flatMap(({type, form}): Question[] => {
    const data = form ? filled(form, walker) : {};
    return [
      {method: 'POST', path, headers, body: {type, data: {[FIELD]: 1}}},
      {method: 'POST', path, headers, body: {type, data}},
    ];
  });
  return [...offered, {method: 'POST', path, headers, body: {type: 'reopen', data: {}}}];
}

const filled = (form: FormSchema, walker: Walker): unknown =>
  fillForm(form, {text: (path) => `own words of ${path}`, prefer: [walker.id('physician')]});

/** What fields are, where their names say it. */
async function knowing(walker: Walker, key: string, caseId: string): Promise<Known> {
  const [item] = await walker.app.database.asSuperuser<{id: string}>(
    'SELECT id FROM case_item WHERE case_id = $1 ORDER BY id LIMIT 1',
    [caseId],
  );
  const values: Readonly<Record<string, unknown>> = {
    ...{case: caseId, subject: caseId, cases: [caseId], item: item?.id, produced: [item?.id]},
    ...{personId: walker.id('physician'), otherId: walker.id('reviewer3'), email: `${key}@demo.test`},
    ...{password: PASSWORD, committee: walker.hospital.medicine, committeeId: null, practiceGroupId: null},
    ...{
      npi: null,
      compartments: ['deliberation'],
      programme: 'peer-review',
      hours: 4,
      type: 'hold',
      data: {},
    },
    ...{
      from: '2026-03-01T00:00:00Z',
      to: '2026-03-03T00:00:00Z',
      csv: 'email,name\nx@demo.test,X',
      who: 'system',
    },
  };
  return (name) => values[name];
}
