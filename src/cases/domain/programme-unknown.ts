import {Problem, problems} from '../../platform/errors/problem';

/** A referral to a programme that is not offered. */
export const programmeUnknown = (): Problem =>
  problems.invalid([{pointer: '/programme', detail: 'is not one of those in GET /api/programmes'}]);
