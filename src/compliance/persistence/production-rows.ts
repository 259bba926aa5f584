import {reading, writing} from '../../platform/database/statement';

export interface CandidateRow {
  case_id: string;
  number: string;
  id: string;
  kind: string;
  compartment: string;
  created_at: Date;
  /** Statute of the approved privilege text of the case's committee; null without one. */
  statute: string | null;
}

export interface ProductionRow {
  id: string;
  number: string;
  requester: string;
  authority: string;
  received_on: string;
  waiver: string | null;
  case_ids: string[];
  made_by: string;
  made_at: Date;
}

export interface FileRow {
  export_number: string | null;
  description: string;
  sha256: string;
}

export interface ProducedRow {
  place: number;
  case_id: string;
  case_number: string;
  item_id: string;
  kind: string;
  dated: Date;
  author: string;
  recipients: string[];
  /** Null for what was produced. */
  basis: string | null;
}

/** Every record of some cases, in order, without its content. */
export const findCandidates = reading<CandidateRow>(
  'production_candidates',
  `SELECT i.case_id, c.number, i.id, i.kind, i.compartment, i.created_at, (
     SELECT t.statute FROM privilege_text t WHERE t.organisation_id = c.organisation_id
       AND t.committee_id = c.committee_id AND t.approved_at IS NOT NULL ORDER BY t.version DESC LIMIT 1) AS statute
   FROM case_item i JOIN review_case c ON c.organisation_id = i.organisation_id AND c.id = i.case_id
   WHERE i.organisation_id = $1 AND i.case_id = ANY ($2::uuid[]) ORDER BY c.number, i.created_at, i.id`,
);

export const findExportNumbers = reading<{number: string}>(
  'production_exports',
  'SELECT number FROM desk_export WHERE organisation_id = $1 AND number = ANY ($2::text[])',
);

const PRODUCTION = `SELECT id, number, requester, authority, received_on::text, waiver, case_ids, made_by, made_at
   FROM production WHERE organisation_id = $1`;

export const findProductions = reading<ProductionRow>(
  'productions',
  `${PRODUCTION} ORDER BY made_at DESC, number DESC LIMIT $2`,
);
export const findProduction = reading<ProductionRow>('production_find', `${PRODUCTION} AND id = $2`);

export const findFiles = reading<FileRow>(
  'production_files',
  `SELECT export_number, description, sha256 FROM production_file WHERE organisation_id = $1 AND production_id = $2
   ORDER BY place`,
);

export const findProduced = reading<ProducedRow>(
  'production_documents',
  `SELECT d.place, d.case_id, c.number AS case_number, d.item_id, d.kind, d.dated, d.author, d.recipients, d.basis
   FROM production_document d JOIN review_case c ON c.organisation_id = d.organisation_id AND c.id = d.case_id
   WHERE d.organisation_id = $1 AND d.production_id = $2 ORDER BY d.place`,
);

export const insertProduction = writing(
  'production_insert',
  `INSERT INTO production (organisation_id, id, number, requester, authority, received_on, waiver, case_ids, made_by, made_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);

export const insertFile = writing(
  'production_file_insert',
  `INSERT INTO production_file (organisation_id, production_id, place, export_number, description, sha256)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const insertProduced = writing(
  'production_document_insert',
  `INSERT INTO production_document (organisation_id, production_id, place, case_id, item_id, kind, dated, author, recipients,
     basis) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
);
