import {reading, writing} from '../../platform/database/statement';
import type {NoticeKind} from '../domain/notice-kind';

export interface NoticeRow {
  id: string;
  kind: NoticeKind;
  case_id: string | null;
  created_at: Date;
  read_at: Date | null;
}

export interface MailRow {
  display_name: string;
  email: string;
}

export interface MailFailureRow {
  id: string;
  display_name: string;
  kind: NoticeKind;
  case_id: string;
  failed_at: Date;
  failure: string;
}

export const insertNotice = writing(
  'notice_insert',
  `INSERT INTO notice (organisation_id, id, person_id, case_id, kind, created_at, mail)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);

/** Values: organisation, person, created before, id before, how many. */
export const inboxPage = reading<NoticeRow>(
  'notice_inbox_page',
  `SELECT id, kind, case_id, created_at, read_at FROM notice
   WHERE organisation_id = $1 AND person_id = $2 AND (created_at, id) < ($3::timestamptz, $4::uuid)
   ORDER BY created_at DESC, id DESC LIMIT $5`,
);

export const lockOwnNotice = reading<{read_at: Date | null}>(
  'notice_lock_own',
  'SELECT read_at FROM notice WHERE organisation_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE',
);

export const markRead = writing(
  'notice_mark_read',
  'UPDATE notice SET read_at = $3 WHERE organisation_id = $1 AND id = $2',
);

export const noticeToMail = reading<MailRow>(
  'notice_to_mail',
  `SELECT p.display_name, p.email FROM notice n
   JOIN person p ON p.organisation_id = n.organisation_id AND p.id = n.person_id
   WHERE n.organisation_id = $1 AND n.id = $2 AND n.mail = 'waiting'`,
);

export const markMailed = writing(
  'notice_mark_mailed',
  `UPDATE notice SET mail = 'sent', mail_failure = NULL WHERE organisation_id = $1 AND id = $2`,
);

export const markMailFailed = writing(
  'notice_mark_mail_failed',
  `UPDATE notice SET mail = 'failed', mail_failure = $3
   WHERE organisation_id = $1 AND id = $2 AND mail = 'waiting'`,
);

/** The latest mails about cases that were given up; the time is that of their job. */
export const latestMailFailures = reading<MailFailureRow>(
  'notice_latest_mail_failures',
  `WITH given_up AS MATERIALIZED (
     SELECT (payload ->> 'noticeId')::uuid AS notice_id, done_at FROM outbox
     WHERE organisation_id = $1 AND kind = $2 AND done_at IS NOT NULL AND failure IS NOT NULL
   )
   SELECT n.id, p.display_name, n.kind, n.case_id, g.done_at AS failed_at, n.mail_failure AS failure
   FROM given_up g
   JOIN notice n ON n.organisation_id = $1 AND n.id = g.notice_id AND n.mail = 'failed' AND n.case_id IS NOT NULL
   JOIN person p ON p.organisation_id = n.organisation_id AND p.id = n.person_id
   ORDER BY g.done_at DESC, n.id LIMIT $3`,
);
