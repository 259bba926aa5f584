import {Report, unknownWord} from './definition-fault';
import {WorkflowSource} from './definition';
import {FactLanguage} from './facts';

/** What can be masked, and what that means for the compartments. */
export interface MaskWords {
  /** Each mask with the compartments that it takes away. */
  readonly hides: ReadonlyMap<string, readonly string[]>;
  /** Compartments whose texts name whom a mask hides: to see one without knowing them is to see it masked. */
  readonly names: readonly {
    readonly compartment: string;
    readonly identity: string;
    readonly mask: string;
  }[];
  /** Relations that are never masked. */
  readonly never: ReadonlySet<string>;
}

interface Words {
  readonly relations: ReadonlySet<string>;
  readonly masks: MaskWords;
}

/** What is masked for whom: words that exist, nothing that is revealed all the same, and nobody who must not be blind. */
export function checkMasking(workflow: WorkflowSource, {relations, masks}: Words, report: Report): void {
  const {masking = {}, reveals, facts} = workflow.meta;
  const language = new FactLanguage(facts);
  const seenBy = (relation: string): Set<string> =>
    new Set((reveals[relation] ?? []).flatMap(({see}) => see));
  for (const [relation, rules] of Object.entries(masking)) {
    const [where, at] = [`meta.masking.${relation}`, ['meta', 'masking', relation]];
    if (!relations.has(relation)) report(where, at, unknownWord('relation', relation, relations));
    if (masks.never.has(relation))
      report(where, at, `the ${relation} is never blind: conflicts are judged on real identities`);
    for (const [index, rule] of rules.entries()) {
      const fault = rule.when === undefined ? null : language.fault(rule.when);
      if (fault !== null) report(where, [...at, index, 'when'], `condition "${String(rule.when)}": ${fault}`);
      for (const [place, mask] of rule.masks.entries()) {
        const hidden = masks.hides.get(mask);
        const spot = [...at, index, 'masks', place];
        if (!hidden) report(where, spot, unknownWord('mask', mask, [...masks.hides.keys()]));
        for (const compartment of hidden ?? [])
          if (seenBy(relation).has(compartment))
            report(where, spot, `${mask} hides ${compartment}, which meta.reveals shows: leave it out there`);
      }
    }
  }
  for (const relation of Object.keys(reveals)) {
    const seen = seenBy(relation);
    const masked = new Set(
      (masking[relation] ?? []).flatMap((rule) => (rule.when === undefined ? rule.masks : [])),
    );
    for (const {compartment, identity, mask} of masks.names)
      if (seen.has(compartment) && !seen.has(identity) && !masked.has(mask))
        report(
          `meta.reveals.${relation}`,
          ['meta', 'reveals', relation],
          `sees ${compartment} without ${identity}, which its texts tell: mask ${mask} under meta.masking`,
        );
  }
}
