import {AsyncLocalStorage} from 'node:async_hooks';

/**
 * In what duty a transaction works. Each has a PostgreSQL role with policies of its own; `person` is the application's role
 * itself, which sees nothing until somebody has signed in.
 */
export const DUTIES = ['person', 'door', 'runner', 'integrator', 'operator'] as const;
export type Duty = (typeof DUTIES)[number];

/** What of the database's rows a transaction can reach; the gate decides afterwards what of it is shown. */
export interface RowScope {
  readonly duty: Duty;
  /** `null` reaches no row that belongs to an organisation, unless the duty's own policies say otherwise. */
  readonly organisation: string | null;
  readonly person: string | null;
}

const without = (duty: Duty): RowScope => ({duty, organisation: null, person: null});

/** Nobody has said for whom: no row. */
export const NOBODY = without('person');
/** Before anybody is known: sign-in, one-time links, sessions, tokens. */
export const DOOR = without('door');
/** Jobs and deadlines, an organisation at a time. */
export const RUNNER = without('runner');
/** What keeps the log's tree, its index and its anchors; it reaches no case. */
export const INTEGRATOR = without('integrator');
/** Whoever has the machine: commands, the first set-up, start-up. */
export const OPERATOR = without('operator');

export const personScope = (organisation: string, person: string): RowScope => ({
  duty: 'person',
  organisation,
  person,
});

/** The scope of one request, which becomes a person's once the request is known to be theirs. */
export interface ScopeHolder {
  scope: RowScope;
}

const holders = new AsyncLocalStorage<ScopeHolder>();

/** Runs `work`, and all it starts, in the scope that the holder has by then. */
export const inScopeOf = <T>(holder: ScopeHolder, work: () => T): T => holders.run(holder, work);

export const withRowScope = <T>(scope: RowScope, work: () => T): T => inScopeOf({scope}, work);

/** The scope in which the caller runs; `undefined` where none was opened. */
export const currentScope = (): RowScope | undefined => holders.getStore()?.scope;

/** Someone is to work for another organisation than the one they work for. */
export class ForeignOrganisationError extends Error {
  constructor() {
    super('this work belongs to another organisation; open a scope of its own for it');
    this.name = 'ForeignOrganisationError';
  }
}

/**
 * The same scope, within this organisation.
 *
 * @throws ForeignOrganisationError when it already is another's
 */
export function within(scope: RowScope, organisation: string | null): RowScope {
  if (organisation === null || scope.organisation === organisation) return scope;
  if (scope.organisation !== null) throw new ForeignOrganisationError();
  return {...scope, organisation};
}
