import type {WorkflowSource} from '../../src/workflow';
import {at, without} from './source-edit';
import type {Edit} from './source-edit';

/** What a mutant shows too much of, where the definition knows it. */
const SECRETS = ['reviewContent', 'reviewerIdentity', 'deliberation'];

/** Mutants of who sees what. */
export function* mutantsOfSight({meta}: WorkflowSource): Generator<readonly [string, Edit]> {
  const known = new Set(Object.values(meta.reveals).flatMap((rules) => rules.flatMap(({see}) => see)));
  for (const [relation, rules] of Object.entries(meta.reveals)) {
    for (const [index, rule] of rules.entries()) {
      const path = ['meta', 'reveals', relation, String(index)];
      const name = `reveals ${relation}[${index}]`;
      if (rule.when !== undefined) yield [`${name}: drop its condition`, without('when', path)];
      yield [
        `${name}: drop it`,
        (copy) => void (at(copy, ['meta', 'reveals'])[relation] = rules.filter((one) => one !== rule)),
      ];
      const others = rules.flatMap(({see}) => see);
      for (const word of SECRETS)
        if (known.has(word) && !others.includes(word))
          yield [`${name}: show ${word}`, (copy) => void (at(copy, path)['see'] = [...rule.see, word])];
    }
  }
  for (const [relation, rules] of Object.entries(meta.masking ?? {})) {
    const path = ['meta', 'masking'];
    yield [`masking ${relation}: drop it`, without(relation, path)];
    for (const [index, {masks}] of rules.entries())
      for (const mask of masks)
        if (masks.length > 1)
          yield [
            `masking ${relation}[${index}]: drop ${mask}`,
            (copy) =>
              void (at(copy, [...path, relation, String(index)])['masks'] = masks.filter(
                (one) => one !== mask,
              )),
          ];
    for (const [index] of rules.entries())
      yield [
        `masking ${relation}[${index}]: at first alone`,
        (copy) => void (at(copy, [...path, relation, String(index)])['when'] = 'round == 1'),
      ];
  }
  if (meta.masking)
    yield [
      'masking: blind the office',
      (copy) => void (at(copy, ['meta', 'masking'])['coordinator'] = [{masks: ['patient']}]),
    ];
  for (const [relation, {keeps}] of Object.entries(meta.limiting)) {
    const path = ['meta', 'limiting', relation];
    yield [`limiting ${relation}: drop it`, without(relation, ['meta', 'limiting'])];
    yield [
      `limiting ${relation}: keep the chair`,
      (copy) => void (at(copy, path)['keeps'] = [...keeps, 'chair']),
    ];
    for (const word of keeps)
      yield [
        `limiting ${relation}: drop ${word}`,
        (copy) => void (at(copy, path)['keeps'] = keeps.filter((kept) => kept !== word)),
      ];
  }
}
