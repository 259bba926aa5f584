import {duties} from '../features/identity';
import type {Role} from '../features/identity';
import type {Place} from '../layout';
import {pages} from './pages';

/** Whoever may come across a case that is not their own referral. */
const caseRoles: readonly Role[] = duties.filter((duty) => duty !== 'administrator');

interface OfferedPlace extends Place {
  /** Everybody, when there are none. */
  readonly roles?: readonly Role[];
}

const everywhere: readonly OfferedPlace[] = [
  {to: pages.home, title: 'Home'},
  {to: pages.cases, title: 'Cases', roles: caseRoles},
  {to: pages.refer, title: 'Refer a case'},
  {to: pages.referrals, title: 'My referrals'},
  {to: pages.mail, title: 'Failed mail', roles: ['coordinator']},
  {to: pages.log, title: 'Log', roles: ['compliance']},
  {to: pages.verification, title: 'Is the log whole?', roles: ['compliance']},
  {to: pages.findings, title: 'Unusual access', roles: ['compliance']},
  {to: pages.exports, title: 'Exports', roles: ['compliance']},
  {to: pages.people, title: 'People', roles: ['administrator']},
  {to: pages.programmes, title: 'Programmes', roles: ['administrator']},
  {to: pages.signInRules, title: 'Signing in', roles: ['administrator']},
  {to: pages.health, title: 'Health', roles: ['administrator']},
];

/** The places that somebody with these roles has a use for; what they may see there the server decides. */
export const navigationFor = (roles: ReadonlySet<Role>): readonly Place[] =>
  everywhere.filter((place) => place.roles?.some((role) => roles.has(role)) ?? true);
