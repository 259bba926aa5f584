/** XState's state value as a dotted path: `{open: 'screening'}` is `open.screening`. */
export function pathOf(state: unknown): string {
  if (typeof state === 'string') return state;
  if (typeof state !== 'object' || state === null) return '';
  const [first] = Object.entries(state as Record<string, unknown>);
  if (!first) return '';
  const [name, inner] = first;
  const below = pathOf(inner);
  return below === '' ? name : `${name}.${below}`;
}
