import {join} from 'node:path';
import {createApp} from '../src/create-app';
import {listen} from '../src/platform/http/listen';
import {
  WorkflowCatalogue,
  allowedActions,
  begin,
  checkBehaviour,
  readDefinitions,
  step,
} from '../src/workflow';
import type {Workflow} from '../src/workflow';
import {Cycle, someCases} from './support/cycle';
import {HttpClient} from './support/http';
import {installation} from './support/installation';
import {microseconds, rate, round} from './support/measure';
import type {Report} from './support/measure';
import {OPERATOR} from '../src/platform/database/rows/row-scope';

const shipped = readDefinitions(join(__dirname, '..', 'workflows'));

/** The step alone, with what is stored around it, and the proof of each programme. */
export async function run(report: Report): Promise<void> {
  const figures = steps();
  report({figure: 'microseconds', ...figures, stepsPerSecond: round(1e6 / figures.step)});
  const {p50, p95, perSecond} = await persisted();
  report({
    figure: 'restore, step and persist, over HTTP and on record: milliseconds',
    p50,
    p95,
    perSecond,
    ratioToStep: round((p50 * 1000) / figures.step),
    ratioToRestoreAndStep: round((p50 * 1000) / figures.restoreAndStep),
  });
  for (const {source} of shipped) {
    const {id, meta} = source.workflow;
    const times = [0, 1, 2].map(() => {
      const began = process.cpuUsage();
      const {exploration} = checkBehaviour(source.workflow);
      return {seconds: process.cpuUsage(began).user / 1e6, combinations: exploration?.size ?? 0};
    });
    const [best] = times.sort((one, other) => one.seconds - other.seconds);
    const properties = meta.properties?.length ?? 0;
    if (best) report({figure: 'check', id, properties, ...best, seconds: round(best.seconds)});
  }
}

/** One client that puts a case on hold and takes it up again. */
async function persisted(): ReturnType<typeof rate> {
  const place = await installation();
  try {
    const {config, postgres} = place;
    const app = await createApp(config, {applicationUrl: postgres.appUrl}, {outside: OPERATOR});
    try {
      const office = new HttpClient(`http://127.0.0.1:${await listen(app, config.hosts, 0)}`);
      await office.signIn('coordinator');
      const cycles = (await someCases(office, 8)).map((one) => new Cycle(office, one));
      let turn = 0;
      const rates = await rate(1, 3000, async () => {
        turn += 1;
        await cycles[turn % cycles.length]?.act();
      });
      office.close();
      return rates;
    } finally {
      await app.close();
    }
  } finally {
    await place.close();
  }
}

/** The pure parts of one action: what may be done, and the step itself. */
function steps() {
  const definition = peerReview();
  const {state, facts} = begin(definition);
  const actor = {relations: new Set(['coordinator'])};
  const known = {...facts, quorum: false};
  const hold = {definition, state, facts: known, action: {type: 'hold'}, actor};
  const held = step(hold);
  if (!held.allowed) throw new Error('the case cannot be put on hold');
  const resume = {
    definition,
    state: held.state,
    facts: {...held.facts, quorum: false},
    action: {type: 'resume'},
    actor,
  };
  const stored = JSON.stringify(resume.state);
  return {
    step: microseconds(() => step(hold)),
    stepBackThroughHistory: microseconds(() => step(resume)),
    restoreAndStep: microseconds(() => step({...resume, state: JSON.parse(stored) as typeof state})),
    refusedStep: microseconds(() => step({...hold, actor: {relations: new Set(['member'])}})),
    allowedActions: microseconds(() => allowedActions(hold)),
  };
}

function peerReview(): Workflow {
  const definition = shipped.find(({source}) => source.workflow.id === 'peer-review');
  if (!definition) throw new Error('there is no workflow');
  return new WorkflowCatalogue().keep(definition.source, definition.hash);
}
