import type {CaseSummary} from '../../api';

/** The field's words for whose turn it is. */
const roles: Readonly<Record<string, string>> = {
  coordinator: 'the office',
  presiding: 'the chair',
  chair: 'the chair',
  viceChair: 'the vice chair',
  member: 'the committee',
  reviewer: 'a reviewer',
  subject: 'the physician',
  actionOwner: 'whoever owns the action',
  referrer: 'the referrer',
  compliance: 'compliance',
};

export const roleInWords = (role: string): string => roles[role] ?? role;

/** When the first of those who are waited for is due, or null. */
export function earliestDue({waitingFor}: Pick<CaseSummary, 'waitingFor'>): string | null {
  const dues = waitingFor.flatMap(({due}) => due ?? []);
  return dues.sort()[0] ?? null;
}

/** @example `waits for a reviewer and the office` */
export function peopleWaitedFor({waitingFor}: Pick<CaseSummary, 'waitingFor'>): string {
  if (waitingFor.length === 0) return '';
  return `waits for ${[...new Set(waitingFor.map(({role}) => roleInWords(role)))].join(' and ')}`;
}
