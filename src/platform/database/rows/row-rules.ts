/**
 * Which rows of a table a duty reaches.
 *
 * - `installation`: belongs to no organisation; privileges alone decide.
 * - `organisation`: rows of the organisation in whose scope the transaction runs.
 * - `content`: of these, to a person, rows of cases in which they take part.
 * - `own`: of these, to a person, rows that bear their name.
 */
export type RowKind = 'installation' | 'organisation' | 'content' | 'own';

export interface RowRule {
  readonly rows: RowKind;
  /** Column that names the organisation. */
  readonly key: 'organisation_id' | 'id';
  /** Duties that reach every row, whatever the scope; what they may do with it their privileges say. */
  readonly all: readonly ('door' | 'runner' | 'integrator')[];
}

const rule = (rows: RowKind, ...all: RowRule['all']): RowRule => ({rows, key: 'organisation_id', all});
const each = (names: string, made: RowRule): [string, RowRule][] =>
  names.split(' ').map((name) => [name, made]);

/** Every table has one; the schema is not brought up to date while one is missing. */
export const ROW_RULES: ReadonlyMap<string, RowRule> = new Map([
  ['organisation', {...rule('organisation', 'door', 'runner', 'integrator'), key: 'id'}],
  ...each('workflow_definition instrument', rule('installation')),
  ...each('installation_key schema_migration audit_window', rule('installation')),
  ...each('set_up_link key_backup backup_escrow restoration', rule('installation')),
  ...each('person account session role_grant committee', rule('organisation', 'door')),
  ...each(
    'second_factor recovery_code api_token account_link provider_identity',
    rule('organisation', 'door'),
  ),
  ...each('attestation', rule('organisation', 'door')),
  ...each('attestation_text', rule('organisation')),
  ...each('audit_stream audit_event audit_payload', rule('organisation', 'integrator')),
  ...each('audit_leaf audit_tile audit_checkpoint audit_key', rule('organisation', 'integrator')),
  ...each('audit_cosignature audit_timestamp', rule('organisation', 'integrator')),
  ...each('log_search log_search_word log_search_position', rule('organisation', 'integrator')),
  ...each('outbox deadline_step case_deadline', rule('organisation', 'runner')),
  ...each('practice_group role_proposal holiday', rule('organisation')),
  ...each('person_identity person_tie organisation_alias placeholder_organisation', rule('organisation')),
  ...each('case_number review_case case_relation action_key', rule('organisation')),
  ...each('assignment improvement_action case_conflict notice', rule('organisation')),
  ...each('broken_glass case_participant', rule('organisation')),
  ...each('case_item case_draft case_key chart_document chart_chunk', rule('content')),
  ...each('case_conflict_note', rule('content')),
  ...each('saved_view referral_key', rule('own')),
  ...each('desk_number desk_export saved_report access_finding privilege_text', rule('organisation')),
  ...each('production production_document production_file protected_space_exit', rule('organisation')),
  ...each('retention_policy legal_hold', rule('organisation')),
  ...each('disposal disposal_item disposal_certificate', rule('organisation')),
]);
