import {reading, writing} from '../../platform/database/statement';
import type {ConflictGrade, ConflictKind} from '../domain/conflict-kinds';
import type {ConflictDecision, ConflictState} from '../domain/conflict-state';

export type ConflictSource = 'detected' | 'self' | 'other';
export type Occasion = 'assignment' | 'opening' | 'voting' | 'other';

export interface ConflictRow {
  person_id: string;
  kind: ConflictKind;
  source: ConflictSource;
  grade: ConflictGrade;
  verified: boolean;
  evidence: string;
  state: ConflictState;
  occasion: Occasion | null;
  declared_by: string | null;
  detected_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  seconded_by: string | null;
  proposed: Extract<ConflictDecision, 'dismissed' | 'pinnedFree'> | null;
  proposed_by: string | null;
}

/** Those that are declared, and those that detection found when it last looked or that somebody has decided on. */
export const findConflictsOfCase = reading<ConflictRow>(
  'conflict_of_case',
  `SELECT person_id, kind, source, grade, verified, evidence, state, occasion, declared_by, detected_at, decided_by,
     decided_at, seconded_by, proposed, proposed_by
   FROM case_conflict WHERE organisation_id = $1 AND case_id = $2 AND (present OR state NOT IN ('detected', 'dismissed'))
   ORDER BY person_id, kind, source`,
);

/** What is dismissed is looked at again once it rests on something else; what is pinned stays as it is. */
export const insertDetected = writing<{person_id: string}>(
  'conflict_detected',
  `INSERT INTO case_conflict AS c (organisation_id, case_id, person_id, kind, source, grade, verified, evidence, detected_at)
   VALUES ($1, $2, $3, $4, 'detected', $5, $6, $7, $8)
   ON CONFLICT (organisation_id, case_id, person_id, kind, source) DO UPDATE
     SET grade = excluded.grade, verified = excluded.verified, evidence = excluded.evidence, present = true,
       state = CASE WHEN c.state = 'dismissed' AND excluded.evidence <> c.evidence THEN 'detected' ELSE c.state END
     WHERE (c.grade, c.verified, c.evidence, c.present)
       IS DISTINCT FROM (excluded.grade, excluded.verified, excluded.evidence, true)
   RETURNING person_id`,
);

/** Values: organisation, case, and of what was found: people and kinds. */
export const markGone = writing<{person_id: string}>(
  'conflict_gone',
  `UPDATE case_conflict c SET present = false
   WHERE organisation_id = $1 AND case_id = $2 AND source = 'detected' AND present AND NOT EXISTS (
     SELECT FROM unnest($3::uuid[], $4::text[]) AS f (person, kind) WHERE f.person = c.person_id AND f.kind = c.kind)
   RETURNING person_id`,
);

export const insertDeclared = writing<{person_id: string}>(
  'conflict_declared',
  `INSERT INTO case_conflict AS c (organisation_id, case_id, person_id, kind, source, grade, verified, evidence, detected_at,
     occasion, declared_by, state)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
   ON CONFLICT (organisation_id, case_id, person_id, kind, source) DO UPDATE
     SET state = CASE WHEN c.state = 'dismissed' THEN excluded.state ELSE c.state END
   RETURNING person_id`,
);

/** Values: organisation, case, person, kind, source, state, by, at, seconded by. */
export const setDecision = writing(
  'conflict_decide',
  `UPDATE case_conflict SET state = $6, decided_by = $7, decided_at = $8, seconded_by = $9, proposed = NULL,
     proposed_by = NULL, proposed_at = NULL
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND kind = $4 AND source = $5`,
);

/** Values: organisation, case, person, kind, source, and what is proposed, by whom and when, or three nulls. */
export const setProposal = writing(
  'conflict_propose',
  `UPDATE case_conflict SET proposed = $6, proposed_by = $7, proposed_at = $8
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND kind = $4 AND source = $5`,
);

export interface ConflictNoteRow {
  id: string;
  person_id: string;
  kind: ConflictKind;
  source: ConflictSource;
  what: string;
  made_by: string;
  made_at: Date;
  content: Buffer;
}

export const insertNote = writing(
  'conflict_note_insert',
  `INSERT INTO case_conflict_note (organisation_id, case_id, id, person_id, kind, source, what, made_by, made_at, content)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export const findNotes = reading<ConflictNoteRow>(
  'conflict_notes',
  `SELECT id, person_id, kind, source, what, made_by, made_at, content FROM case_conflict_note
   WHERE organisation_id = $1 AND case_id = $2 ORDER BY made_at, id`,
);

export const insertParticipants = writing(
  'conflict_participants_insert',
  `INSERT INTO case_participant (organisation_id, case_id, document_id, npi, name)
   SELECT $1, $2, $3, p.npi, p.name FROM unnest($4::text[], $5::text[]) AS p (npi, name)`,
);
