import {NamedQuestions, SEEING, SearchEvents} from '../compliance';
import type {EventPage, Sightings} from '../compliance';
import {COMPARTMENTS} from '../disclosure';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

const options = {json: {type: 'boolean'}, organisation: {type: 'string'}} as const;
const COMMON = '[--json] [--organisation NAME]';

export const auditWhoSaw: Command = {
  name: 'audit who-saw',
  usage: `CASE ${COMMON}`,
  summary: 'who saw the case with this id or number, how often and what of it',
  options,
  operands: true,
  run: async (values, terminal, operands) => {
    const wanted = only(operands, 'the id or number of a case');
    const found = await withApplication({values, terminal}, (app, operator) =>
      app.get(NamedQuestions).whoSaw(operator, wanted, {}),
    );
    print(found, {
      json: values['json'] === true,
      line: (text) => {
        terminal.print(text);
      },
    });
    return EXIT.fine;
  },
};

export const auditSeenBy: Command = {
  name: 'audit seen-by',
  usage: `PERSON ${COMMON}`,
  summary: 'what the person with this id or e-mail address saw',
  options,
  operands: true,
  run: async (values, terminal, operands) => {
    const wanted = only(operands, 'the id or e-mail address of a person');
    const found = await withApplication({values, terminal}, (app, operator) =>
      app.get(NamedQuestions).seenBy(operator, wanted, {}),
    );
    print(found, {
      json: values['json'] === true,
      line: (text) => {
        terminal.print(text);
      },
    });
    return EXIT.fine;
  },
};

export const auditCompartment: Command = {
  name: 'audit compartment',
  usage: `NAME ${COMMON}`,
  summary: 'all access to one compartment, latest first',
  options,
  operands: true,
  run: async (values, terminal, operands) => {
    const compartment = only(operands, 'the name of a compartment');
    if (!COMPARTMENTS.some((name) => name === compartment))
      throw new UsageError(`a compartment is one of: ${COMPARTMENTS.join(', ')}`);
    await withApplication({values, terminal}, async (app, operator) => {
      const question = {compartment, kinds: SEEING};
      let cursor: string | null = null;
      do {
        const page: EventPage = await app.get(SearchEvents).search(operator, {question, limit: 100, cursor});
        for (const item of page.items)
          terminal.print(values['json'] === true ? JSON.stringify(item) : eventLine(item));
        cursor = page.next;
      } while (cursor !== null);
    });
    return EXIT.fine;
  },
};

function only(operands: readonly string[], what: string): string {
  const [one, ...more] = operands;
  if (one === undefined || more.length > 0) throw new UsageError(`give ${what}`);
  return one;
}

function print(
  {items, complete}: Sightings,
  {json, line}: {json: boolean; line: (text: string) => void},
): void {
  if (json) {
    line(JSON.stringify({items, complete}));
    return;
  }
  for (const {who, as, case: caseId, times, first, last, shown} of items)
    line(
      `${who?.name ?? `(${as.join(', ')})`}  ${caseId ?? '-'}  ${times}x  ${first} to ${last}  ${shown.join(', ')}`,
    );
  if (items.length === 0) line('Nobody, as far as the log knows.');
  if (!complete) line('There is more than is counted at once; ask for a shorter time.');
}

const eventLine = ({at, cases, event}: EventPage['items'][number]): string =>
  `${at}  ${event?.who?.name ?? `(${event?.as.join(', ') ?? ''})`}  ${event?.type ?? '(disposed of)'}  ${cases.join(', ')}`;
