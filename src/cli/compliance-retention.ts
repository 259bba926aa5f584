import {Dispose, DryRun, NewPolicyDto, RetentionDesk, RetentionRules, TellDestructions} from '../compliance';
import type {HoldScope, JudgedPage} from '../compliance';
import {checked} from './checked';
import {EXIT, UsageError, optional, required} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

const organisation = {type: 'string'} as const;
const SCOPES: readonly HoldScope[] = ['case', 'person', 'programme', 'all'];

export const complianceRetention: Command = {
  name: 'compliance retention',
  usage: '[--organisation NAME]',
  summary: 'retention policies and legal holds in force',
  options: {organisation},
  run: async (values, terminal) => {
    const {policies, holds} = await withApplication({values, terminal}, async (app, operator) => ({
      policies: await app.get(RetentionDesk).policies(operator),
      holds: await app.get(RetentionDesk).holds(operator),
    }));
    const inForce = policies.filter(({ended_at}) => ended_at === null);
    for (const {class: name, programme, years, counsel, approved_on} of inForce)
      terminal.print(`policy  ${name} of ${programme}: ${years} years  (${counsel}, ${approved_on})`);
    if (inForce.length === 0) terminal.print('No policy is entered: nothing is disposed of.');
    for (const {id, scope, subject, reason, release_asked_by} of holds.filter((one) => !one.released_at))
      terminal.print(
        `hold  ${id}  ${scope} ${subject}  ${reason}${release_asked_by === null ? '' : '  (release asked for)'}`,
      );
    return EXIT.fine;
  },
};

export const compliancePolicyEnter: Command = {
  name: 'compliance policy enter',
  usage:
    '--class NAME --programme ID|* --years N --counsel NAME --approved-on DATE --document PLACE --apply [--organisation NAME]',
  summary:
    'enter a retention policy that counsel approved, in the place of the one before; dry without --apply',
  options: {
    ...{class: {type: 'string'}, programme: {type: 'string'}, years: {type: 'string'}},
    ...{counsel: {type: 'string'}, 'approved-on': {type: 'string'}, document: {type: 'string'}},
    ...{apply: {type: 'boolean'}, organisation},
  },
  run: async (values, terminal) => {
    const given = {
      ...{class: required(values, 'class'), programme: required(values, 'programme')},
      ...{years: Number(required(values, 'years')), approvedOn: required(values, 'approved-on')},
      ...{counsel: required(values, 'counsel'), document: required(values, 'document')},
    };
    const policy = checked(NewPolicyDto, given, {approvedOn: 'approved-on'});
    const {class: name, programme, years, counsel, approvedOn} = policy;
    const said = `${name} of ${programme}: ${years} years  (${counsel}, ${approvedOn})`;
    if (values['apply'] !== true) {
      terminal.print(`Nothing was changed: --apply enters  ${said}`);
      return EXIT.fine;
    }
    const id = await withApplication({values, terminal}, (app, operator) =>
      app.get(RetentionRules).enterPolicy(operator, policy),
    );
    terminal.print(`${id}  ${said}`);
    return EXIT.fine;
  },
};

export const complianceHold: Command = {
  name: 'compliance hold',
  usage: '--scope case|person|programme|all [--subject ID] --reason TEXT [--organisation NAME]',
  summary: 'hold what no policy may then dispose of',
  options: {scope: {type: 'string'}, subject: {type: 'string'}, reason: {type: 'string'}, organisation},
  run: async (values, terminal) => {
    const wanted = required(values, 'scope');
    const scope = SCOPES.find((one) => one === wanted);
    if (!scope) throw new UsageError(`--scope is one of: ${SCOPES.join(', ')}`);
    const hold = {scope, subject: optional(values, 'subject') ?? '', reason: required(values, 'reason')};
    const id = await withApplication({values, terminal}, (app, operator) =>
      app.get(RetentionRules).placeHold(operator, hold),
    );
    terminal.print(`${id}  held`);
    return EXIT.fine;
  },
};

export const complianceRelease: Command = {
  name: 'compliance release',
  usage: 'HOLD --reason TEXT --apply [--organisation NAME]',
  summary:
    'ask for the release of a hold, or release one whose release somebody else asked for; dry without --apply',
  options: {reason: {type: 'string'}, apply: {type: 'boolean'}, organisation},
  operands: true,
  run: async (values, terminal, [id, ...more]) => {
    if (id === undefined || more.length > 0) throw new UsageError('give the id of one hold');
    const reason = required(values, 'reason');
    const said = await withApplication({values, terminal}, async (app, operator) => {
      const hold = (await app.get(RetentionDesk).holds(operator)).find((one) => one.id === id);
      if (!hold || hold.released_at) throw new UsageError('there is no such hold in force');
      if (values['apply'] !== true)
        return hold.release_asked_by === null
          ? 'Nothing was changed: --apply asks for the release, and a second person releases.'
          : 'Nothing was changed: --apply releases it.';
      return (await app.get(RetentionRules).release(operator, id, reason))
        ? 'Released.'
        : 'Asked for: a second person has to release it.';
    });
    terminal.print(said);
    return EXIT.fine;
  },
};

export const complianceDispose: Command = {
  name: 'compliance dispose',
  usage: '[DISPOSAL] [--apply] [--organisation NAME]',
  summary:
    'which settled cases would go and why others stay; --apply asks for their disposal, which a person at the desk approves; ' +
    'with the id of an approved disposal and --apply carry it out',
  options: {apply: {type: 'boolean'}, organisation},
  operands: true,
  run: async (values, terminal, [id, ...more]) => {
    if (more.length > 0) throw new UsageError('give one disposal, or none');
    await withApplication({values, terminal}, async (app, operator) => {
      if (values['apply'] === true && id !== undefined) {
        const {executed, kept} = await app.get(Dispose).execute(operator, id);
        await app.get(TellDestructions).tell();
        terminal.print(`${executed} cases were disposed of, ${kept} were kept.`);
      } else if (values['apply'] === true) {
        terminal.print(
          `${await app.get(Dispose).request(operator)}  asked for; another person has to approve it.`,
        );
      } else {
        let cursor: string | null = null;
        do {
          const page: JudgedPage = await app.get(DryRun).page(operator, {limit: 100, cursor});
          for (const {row, judged} of page.items)
            terminal.print(
              `${row.number}  ${judged.map(({class: name, verdict}) => `${name}: ${verdict}`).join(', ')}`,
            );
          cursor = page.next;
        } while (cursor !== null);
        terminal.print('Nothing was changed: --apply asks for the disposal of what is due.');
      }
    });
    return EXIT.fine;
  },
};
