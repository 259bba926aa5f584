import {Ajv2020} from 'ajv/dist/2020';

const ajv = new Ajv2020({strict: false, validateFormats: false});

/** A JSON Schema as far as the product's forms use it. */
export interface FormSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly oneOf?: readonly {readonly const: unknown; readonly title?: string}[];
  readonly not?: object;
  readonly properties?: Readonly<Record<string, FormSchema>>;
  readonly required?: readonly string[];
  readonly items?: FormSchema;
  readonly format?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly maxLength?: number;
  /** Further fields, where what is filled in so far asks for them. */
  readonly allOf?: readonly {readonly if?: object; readonly then?: FormSchema}[];
}

export interface Filling {
  /** Text for a field, e.g. a word that is looked for later. */
  readonly text: (path: string) => string;
  /** Choices that are taken where they are offered: all of them in a list, the first one elsewhere. */
  readonly prefer?: readonly unknown[];
  readonly date?: string;
}

/** Fills in every field of a form, as a client could that knows JSON Schema and nothing else. */
export function fillForm(form: FormSchema, filling: Filling, path = ''): unknown {
  const {prefer = []} = filling;
  if (form.const !== undefined) return form.const;
  if (form.oneOf) return preferred(form, prefer)[0] ?? form.oneOf[0]?.const;
  if (form.type === 'object' || form.properties) {
    const fields = Object.entries(form.properties ?? {}).filter(([name]) => !name.startsWith('further'));
    const filled = Object.fromEntries(
      fields.map(([name, field]) => [name, fillForm(field, filling, `${path}/${name}`)]),
    );
    const asked = (form.allOf ?? []).filter((part) => part.if && ajv.validate(part.if, filled));
    return Object.assign(filled, ...asked.map(({then = {}}) => fillForm(then, filling, path)));
  }
  if (form.type === 'array') {
    const {items = {}, minItems = 1, maxItems = Number.POSITIVE_INFINITY} = form;
    const all = preferred(items, prefer);
    // Where one alone can be chosen, whoever is preferred most.
    const chosen = maxItems === 1 ? prefer.filter((choice) => all.includes(choice)).slice(0, 1) : all;
    if (chosen.length >= minItems) return chosen;
    if (items.oneOf) return items.oneOf.slice(0, Math.max(1, minItems)).map((choice) => choice.const);
    return [fillForm(items, filling, `${path}/0`)];
  }
  if (form.format === 'date') return filling.date ?? '2026-03-20';
  if (form.format === 'date-time') return `${filling.date ?? '2026-03-20'}T18:00:00Z`;
  return filling.text(path);
}

const preferred = ({oneOf = []}: FormSchema, prefer: readonly unknown[]): unknown[] =>
  oneOf.map((choice) => choice.const).filter((choice) => prefer.includes(choice));
