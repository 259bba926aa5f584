import {FEATURE_WORDS} from '../../../src/cli/feature-words';
import {FeatureRegistry} from '../../../src/workflow';
import {startTestApp} from '../../support/app';
import type {TestApp} from '../../support/app';

describe('the words that `workflow check` knows', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startTestApp();
  });
  afterAll(() => app.close());

  it('are those that the features have registered', () => {
    const {handlers, supplies, choices, uploads} = app.app.get(FeatureRegistry);
    const sorted = ({names}: {names: ReadonlySet<string>}) => [...names].sort();
    expect({
      effects: sorted(handlers),
      supplies: Object.fromEntries([...supplies].map(([effect, facts]) => [effect, [...facts].sort()])),
      choices: sorted(choices),
      uploads: sorted(uploads),
    }).toEqual(FEATURE_WORDS);
  });
});
