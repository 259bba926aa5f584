import {SeenCase, caseContext} from '../../cases';

/** A stored case as detection takes it. */
export const conflictedCase = (stored: SeenCase['stored']) => caseContext(stored);
