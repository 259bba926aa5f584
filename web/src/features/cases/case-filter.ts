import type {CaseFilter} from './case-queries';

/** What the address asks for; open cases unless it says otherwise. */
export function filterIn(search: URLSearchParams): CaseFilter {
  const programme = search.get('programme');
  const state = search.get('state');
  const settled = search.get('settled') ?? 'false';
  return {
    ...(programme !== null && {programme}),
    ...(state !== null && {state}),
    ...(settled !== 'all' && {settled: settled === 'true' ? 'true' : 'false'}),
    ...(search.get('turn') === 'mine' && {turn: 'mine' as const}),
  };
}
