import {mustHaveFactor} from './second-factor';
import {ABSOLUTE_LIMIT, CONFIRMATION_LIMIT, IDLE_LIMIT} from './session-limits';

/** By what rules one signs in here; times in milliseconds. */
export interface SignInRules {
  /** Whether whoever has a duty needs a second factor. */
  readonly secondFactor: boolean;
  readonly idle: number;
  readonly longest: number;
  readonly confirmation: number;
}

export const signInRules = (demonstration: boolean): SignInRules => ({
  secondFactor: mustHaveFactor({physician: true, roles: []}, demonstration),
  idle: IDLE_LIMIT,
  longest: ABSOLUTE_LIMIT,
  confirmation: CONFIRMATION_LIMIT,
});
