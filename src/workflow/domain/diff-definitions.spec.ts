import {readDefinitions} from '../definitions/read-definitions';
import {DefinitionSource} from './definition';
import {diffDefinitions} from './diff-definitions';

const read = readDefinitions(`${__dirname}/../../../workflows`).find(
  ({source}) => source.workflow.id === 'peer-review',
);
if (!read) throw new Error('workflows/peer-review is missing');
const good = read.source;

type Editable = Record<string, unknown>;

/** The shipped definition with these things changed; `undefined` takes one out. */
function changed(changes: Readonly<Record<string, unknown>>): DefinitionSource {
  const copy = structuredClone(good) as unknown as Editable;
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split('/');
    let node = copy;
    for (const key of keys.slice(0, -1)) node = node[key] as Editable;
    const last = keys.at(-1) ?? '';
    if (value === undefined) Reflect.deleteProperty(node, last);
    else node[last] = value;
  }
  return copy as unknown as DefinitionSource;
}

const open = 'workflow/states/open/states';
const said = (changes: Readonly<Record<string, unknown>>): string[] =>
  diffDefinitions(good, changed(changes)).flatMap(({heading, changes: lines}) =>
    lines.map((line) => `${heading}: ${line}`),
  );

describe('the difference between definitions', () => {
  it('is none between one and itself', () => {
    expect(diffDefinitions(good, structuredClone(good))).toEqual([]);
  });

  it.each<[string, string, unknown, string]>([
    ['a new stage', `${open}/triage`, {meta: {title: 'Triage'}}, 'Stages: New: "Triage" (open.triage).'],
    ['a new nameless stage', `${open}/triage`, {}, 'Stages: New: open.triage (open.triage).'],
    ['a lost stage', `${open}/reviewed`, undefined, 'Stages: Gone: "Reviewed" (open.reviewed).'],
    ['a new title', `${open}/reviewed/meta/title`, 'Done', 'Stages: "Reviewed" is now called "Done".'],
    [
      'a new beginning',
      'workflow/states/open/initial',
      'screening',
      'Stages: open begins with screening, not referred.',
    ],
    [
      'another first state',
      'workflow/initial',
      'onHold',
      'Stages: A case now begins in onHold; before in open.',
    ],
    [
      'no first state',
      'workflow/initial',
      undefined,
      'Stages: A case now begins in nothing; before in open.',
    ],
    [
      'a tag',
      'workflow/states/onHold/tags',
      ['settled'],
      'Stages: "On hold" is now a stage, settled; it was a stage, hold.',
    ],
    [
      'a turn',
      `${open}/feedback/meta/waitingFor`,
      [],
      'Stages: "Feedback" now waits for nobody; before for the presiding.',
    ],
    [
      'a conditional turn',
      `${open}/reviewed/meta/waitingFor`,
      [{role: 'presiding', when: 'quorum'}],
      'now waits for the presiding when quorum',
    ],
    ['what the referrer learns', `${open}/reviewed/meta/progress`, undefined, 'now looks like nothing.'],
    [
      'a new action',
      `${open}/reviewed/on/x`,
      {target: 'feedback', meta: {title: 'X', by: ['chair']}},
      'In "Reviewed", the chair may "X" always, which leads to feedback.',
    ],
    [
      'a lost action',
      `${open}/reviewed/on/convenePanel`,
      undefined,
      'no longer: the coordinator may "Put before the panel"',
    ],
    [
      'a sender',
      `${open}/feedback/on/sendFeedback/meta/by`,
      ['chair', 'viceChair'],
      '"Send the feedback letter" is now for the chair or the vice chair; before for the presiding.',
    ],
    [
      'a guard',
      `${open}/feedback/on/sendFeedback/guard`,
      'quorum',
      'is now possible when quorum; before always.',
    ],
    [
      'a target',
      `${open}/feedback/on/sendFeedback/target`,
      undefined,
      'now leads to no other stage; before to responseWindow.',
    ],
    ['effects', `${open}/feedback/on/sendFeedback/actions`, [], 'now does: nothing; before: sendFeedback.'],
    ['an action’s title', `${open}/feedback/on/sendFeedback/meta/title`, 'X', 'is now called "X".'],
    [
      'facts changed',
      `${open}/feedback/on/sendFeedback/meta/sets`,
      {round: 2},
      'now changes facts in another way: {"round":2}; before {}.',
    ],
    [
      'a form',
      `${open}/feedback/on/sendFeedback/meta/form`,
      undefined,
      'now asks for nothing; before for send-feedback.',
    ],
    [
      'the way on',
      `${open}/feedback/on/sendFeedback/meta/primary`,
      undefined,
      'is no longer the action that leads on.',
    ],
    ['drafts', `${open}/feedback/on/sendFeedback/meta/draft`, true, 'now keeps drafts.'],
    [
      'a deadline',
      `${open}/reviewed/meta/deadline`,
      undefined,
      'Deadlines: "Reviewed" now has no deadline; before it is due after P7D',
    ],
    [
      'a whole deadline',
      `${open}/reviewed/meta/deadline`,
      {after: 'P9D', days: 'business', sends: 'x', whileOnHold: 'run'},
      'now is due after P9D in business days, reminds nobody, then takes x by itself, runs on while on hold; before',
    ],
    [
      'a superior',
      'workflow/meta/superiors/coordinator',
      'chair',
      'Deadlines: Changed: superior of coordinator.',
    ],
    [
      'masking',
      'workflow/meta/masking/lockedReviewer',
      undefined,
      'What is revealed to whom: Gone: what is masked for lockedReviewer.',
    ],
    [
      'more sight',
      'workflow/meta/reveals/compliance',
      [{see: ['progress', 'chart'], when: 'quorum'}],
      'What is revealed to whom: The compliance now sees chart when quorum.',
    ],
    [
      'less sight',
      'workflow/meta/reveals/compliance',
      undefined,
      'The compliance no longer sees number always.',
    ],
    [
      'a new viewer',
      'workflow/meta/reveals/surveyed',
      [{see: ['progress']}],
      'The surveyed now sees progress always.',
    ],
    ['a limit', 'workflow/meta/limiting/subject', {keeps: []}, 'Changed: what is taken away from subject.'],
    ['a new fact', 'workflow/meta/facts/x', {type: 'boolean'}, 'Facts: New fact x: {"type":"boolean"}.'],
    ['a lost form', 'forms/reason', undefined, 'Forms, letters and instrument: Gone: form reason.'],
    ['the instrument', 'instrument', null, 'Reviewers answer another instrument.'],
    [
      'the referral',
      'workflow/meta/referral',
      {form: 'x'},
      'A case begins with form x; before with referral.',
    ],
    ['the programme’s title', 'workflow/meta/title', 'X', 'The programme is now called "X".'],
    ['the numbers', 'workflow/meta/numberPrefix', 'X', 'Numbers now begin with X.'],
    ['the report', 'workflow/meta/report', 'X', 'The report is now called "X".'],
    [
      'no properties',
      'workflow/meta/properties',
      undefined,
      'What always holds: No longer promised: Every case can be settled.',
    ],
    ['a property', 'workflow/meta/properties/0/requires', 'x', 'Promised in other words: '],
  ])('tells of %s', (_, path, value, line) => {
    expect(said({[path]: value}).join('\n')).toContain(line);
  });

  it('reads the same backwards', () => {
    const later = changed({'workflow/meta/properties': [], 'workflow/meta/superiors': undefined});
    const lines = diffDefinitions(later, good).flatMap(({changes}) => changes);
    expect(lines).toContain('Now proved: Every case can be settled.');
    expect(lines).toContain('New superior of coordinator: "presiding".');
    expect(
      diffDefinitions(changed({'workflow/states/onHold/meta/deadline': undefined}), good)[0]?.changes[0],
    ).toContain('before it had none.');
  });
});
