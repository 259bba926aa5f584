import {reading, writing} from '../../platform/database/statement';

export interface KeyRow {
  number: number;
  verifier: string;
  sealed_seed: string;
  /** Index of the leaf that announces the key; null while it is in no tree, and for keys older than announcements. */
  index: string | null;
}

/** `announced`: number of the event on stream `org` that names the key. */
export const addKey = writing(
  'audit_add_key',
  `INSERT INTO audit_key (organisation_id, number, verifier, sealed_seed, announced, made_at)
   VALUES ($1, $2, $3, $4, $5, $6)`,
);

/** The keys of one organisation, oldest first. */
export const findKeys = reading<KeyRow>(
  'audit_keys',
  `SELECT k.number, k.verifier, k.sealed_seed, l.index
   FROM audit_key k
     LEFT JOIN audit_event e
       ON e.organisation_id = k.organisation_id AND e.stream = 'org' AND e.number = k.announced
     LEFT JOIN audit_leaf l ON l.event = e.id
   WHERE k.organisation_id = $1 ORDER BY k.number`,
);

export const findSeals = reading<Pick<KeyRow, 'number' | 'sealed_seed'> & {organisation_id: string}>(
  'audit_seals',
  'SELECT organisation_id, number, sealed_seed FROM audit_key ORDER BY organisation_id, number',
);

export const sealAnew = writing(
  'audit_seal_anew',
  'UPDATE audit_key SET sealed_seed = $3 WHERE organisation_id = $1 AND number = $2',
);

export interface HandoverRow {
  verifier: string;
  /** Of the key before. */
  previous: string;
  /** Of the leaf that announces the key. */
  index: string;
  /** The first checkpoint that holds that leaf, signed by both keys. */
  size: string;
  note: string;
  destroyed: string | null;
}

/** Every change of keys that a checkpoint of more than so many entries has sealed, oldest first. */
export const findHandovers = reading<HandoverRow>(
  'audit_handovers',
  `SELECT k.verifier, p.verifier AS previous, l.index, c.size, c.note, c.destroyed
   FROM audit_key k
     JOIN audit_key p ON p.organisation_id = k.organisation_id AND p.number = k.number - 1
     JOIN audit_event e ON e.organisation_id = k.organisation_id AND e.stream = 'org' AND e.number = k.announced
     JOIN audit_leaf l ON l.event = e.id
     CROSS JOIN LATERAL (
       SELECT size, note, destroyed FROM audit_checkpoint
       WHERE organisation_id = k.organisation_id AND size > l.index ORDER BY size LIMIT 1
     ) c
   WHERE k.organisation_id = $1 AND c.size > $2 ORDER BY k.number`,
);
