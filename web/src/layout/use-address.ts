import {useSearchParams} from 'react-router';

type Changes<Name extends string> = Partial<Record<Name, string | null>>;

/** What was chosen on a page as it stands in the address, so that it is there after a reload; and a way to change some of it. */
export function useAddress<Name extends string>(): {
  readonly search: URLSearchParams;
  /** An empty value goes out of the address. */
  readonly set: (changes: Changes<Name>) => void;
} {
  const [search, setSearch] = useSearchParams();
  return {
    search,
    set: (changes) => {
      setSearch((before) => withChanges(before, changes), {replace: true, preventScrollReset: true});
    },
  };
}

function withChanges(before: URLSearchParams, changes: Changes<string>): URLSearchParams {
  const after = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') after.delete(name);
    else after.set(name, value);
  }
  return after;
}
