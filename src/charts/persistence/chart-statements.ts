import {reading, writing} from '../../platform/database/statement';

export const insertDocument = writing(
  'chart_document_insert',
  `INSERT INTO chart_document (organisation_id, case_id, id, kind, media_type, bytes, entries, received_at, content)
   VALUES ($1, $2, $3, $4, $5, 0, 0, $6, ''::bytea)`,
);

/** What is known of a document only after all of it was read. */
export const completeDocument = writing(
  'chart_document_complete',
  `UPDATE chart_document SET bytes = $4, entries = $5, content = $6
   WHERE organisation_id = $1 AND case_id = $2 AND id = $3`,
);

export const attachStaged = writing<{id: string}>(
  'chart_document_attach',
  `UPDATE chart_document SET attached_at = $4
   WHERE organisation_id = $1 AND case_id = $2 AND id = $3 AND attached_at IS NULL RETURNING id`,
);

/** Skips what another upload deletes at the same moment: an upload cannot be retried after a deadlock. */
export const deleteAbandoned = writing(
  'chart_document_delete_abandoned',
  `DELETE FROM chart_document WHERE organisation_id = $1 AND case_id = $2 AND id IN (
     SELECT id FROM chart_document WHERE organisation_id = $1 AND case_id = $2
       AND attached_at IS NULL AND received_at < $3
     FOR UPDATE SKIP LOCKED)`,
);

export const insertChunk = writing(
  'chart_chunk_insert',
  `INSERT INTO chart_chunk (organisation_id, case_id, document_id, part, number, content)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

export const findDocumentContents = reading<{id: string; content: Buffer}>(
  'chart_document_contents',
  `SELECT id, content FROM chart_document
   WHERE organisation_id = $1 AND case_id = $2 AND id = ANY ($3::uuid[]) AND attached_at IS NOT NULL`,
);

export const findChunks = reading<{number: number; content: Buffer}>(
  'chart_chunk_find',
  `SELECT number, content FROM chart_chunk
   WHERE organisation_id = $1 AND case_id = $2 AND document_id = $3 AND part = $4 AND number = ANY ($5::integer[])
   ORDER BY number`,
);

export const countChunks = reading<{count: number}>(
  'chart_chunk_count',
  `SELECT count(*)::integer AS count FROM chart_chunk
   WHERE organisation_id = $1 AND case_id = $2 AND document_id = $3 AND part = $4`,
);
