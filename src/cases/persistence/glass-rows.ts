import {reading, writing} from '../../platform/database/statement';

/** What somebody has opened for themselves in one case, and until when. */
export interface GlassRow {
  id: string;
  case_id: string;
  case_number: string;
  person_id: string;
  compartments: string[];
  purpose: 'compliance' | 'legalHold';
  /** Sealed; empty for one that was broken before reasons were. */
  content: Buffer;
  opened_at: Date;
  ends_at: Date;
  ended_at: Date | null;
}

export interface OpenGlassRow {
  person_id: string;
  compartments: string[];
}

/** Values: organisation, case, now. It ends by itself. */
export const findOpenGlass = reading<OpenGlassRow>(
  'broken_glass_open',
  `SELECT person_id, compartments FROM broken_glass
   WHERE organisation_id = $1 AND case_id = $2 AND ended_at IS NULL AND ends_at > $3`,
);

const GLASS = `SELECT g.id, g.case_id, c.number AS case_number, g.person_id, g.compartments, g.purpose, g.content,
    g.opened_at, g.ends_at, g.ended_at
  FROM broken_glass g JOIN review_case c ON c.organisation_id = g.organisation_id AND c.id = g.case_id
  WHERE g.organisation_id = $1`;

/** Latest first. */
export const findGlass = reading<GlassRow>(
  'broken_glass_all',
  `${GLASS} ORDER BY g.opened_at DESC, g.id LIMIT $2`,
);

export const lockGlass = reading<GlassRow>('broken_glass_lock', `${GLASS} AND g.id = $2 FOR UPDATE OF g`);

export const insertGlass = writing(
  'broken_glass_insert',
  `INSERT INTO broken_glass (organisation_id, id, case_id, person_id, compartments, purpose, content, opened_at, ends_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
);

export const endGlass = writing(
  'broken_glass_end',
  'UPDATE broken_glass SET ended_at = $3, ended_by = $4 WHERE organisation_id = $1 AND id = $2',
);
