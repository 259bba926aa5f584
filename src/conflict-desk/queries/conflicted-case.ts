import type {SeenCase} from '../../cases';

/** A stored case as detection takes it. */
export const conflictedCase = ({organisationId, row, workflow}: SeenCase['stored']) => ({
  organisationId,
  caseId: row.id,
  subjectId: row.subject_id,
  workflow,
});
