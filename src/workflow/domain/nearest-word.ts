/** The known word that somebody most likely meant, or null when none is near. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const furthest = Math.max(1, Math.floor(word.length / 3));
  const near = known
    .map((one) => ({one, distance: distance(word.toLowerCase(), one.toLowerCase())}))
    .filter((candidate) => candidate.distance <= furthest)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one ?? null;
}

/** Levenshtein's distance: how many letters must be put in, taken out or exchanged. */
function distance(a: string, b: string): number {
  let row = Array.from({length: b.length + 1}, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const exchanged = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
