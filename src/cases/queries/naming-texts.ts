import {namePairs} from '../../masking';
import type {NamingText} from '../../workflow';
import {StoredCase, openItem} from '../persistence/stored-case';

/** What is told of a case before anybody judges it; who judges may name whom they like. */
const TOLD = new Set(['referral', 'input']);

interface KeptPairs {
  readonly of: string;
  readonly pairs: readonly string[];
}

/** The texts of a case in which whoever is named is in the way of judging it. */
export function namingTexts(stored: StoredCase): NamingText[] {
  return stored.items.flatMap((item): NamingText[] => {
    if (item.kind === 'namePairs') {
      const {of, pairs} = openItem(stored, item) as KeptPairs;
      return [{compartment: of, pairs: new Set(pairs)}];
    }
    if (!TOLD.has(item.compartment)) return [];
    const pairs = textsIn(openItem(stored, item)).flatMap((text) => [...namePairs(text, {small: true})]);
    return [{compartment: item.compartment, pairs: new Set(pairs)}];
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
