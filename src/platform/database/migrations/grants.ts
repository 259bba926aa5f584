/** What the application's role, the jobs' and the command line's may do. They own nothing; on the log they may only add. */
export const GRANTS = (role: string): string => `
  GRANT USAGE ON SCHEMA public TO ${role};
  GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${role};
  GRANT INSERT ON ALL TABLES IN SCHEMA public TO ${role};
  GRANT UPDATE ON organisation, person, account, session, committee, role_grant, audit_stream, audit_window, outbox, case_number,
    review_case, case_relation, case_item, case_draft, case_deadline, deadline_step, assignment, improvement_action, case_conflict,
    chart_document, notice TO ${role};
  GRANT DELETE ON case_draft, chart_document, chart_chunk, session, holiday TO ${role};
  GRANT UPDATE ON backup_escrow, restoration TO ${role};
  REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_payload, audit_leaf, audit_tile, audit_checkpoint, audit_key,
    audit_cosignature, audit_timestamp FROM ${role};
  GRANT UPDATE, DELETE ON set_up_link TO ${role};
  GRANT UPDATE (ended_at) ON account_link, api_token, provider_identity TO ${role};
  GRANT UPDATE (decision, decided_by, decided_at) ON role_proposal TO ${role};
  GRANT UPDATE ON second_factor, recovery_code TO ${role};
  GRANT UPDATE ON log_search_position, desk_number, saved_report, access_finding, privilege_text TO ${role};
  GRANT DELETE ON log_search, log_search_word, log_search_position TO ${role};
  REVOKE INSERT, DELETE, TRUNCATE ON audit_window FROM ${role};
  REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON schema_migration FROM ${role};
  GRANT UPDATE (sealed_seed) ON audit_key TO ${role};
  GRANT UPDATE (wrapped) ON case_key TO ${role};
  GRANT UPDATE (digest) ON installation_key TO ${role};
  GRANT UPDATE (ended_at) ON retention_policy TO ${role};
  GRANT UPDATE (release_asked_by, release_asked_at, release_reason, released_by, released_at) ON legal_hold TO ${role};
  GRANT UPDATE (approved_by, approved_at) ON disposal TO ${role};
  GRANT EXECUTE ON FUNCTION dispose_of_case TO ${role};
  GRANT UPDATE (ended_at, ended_by) ON broken_glass TO ${role};
  GRANT UPDATE (ended_at) ON person_identity, person_tie TO ${role};
  GRANT UPDATE, DELETE ON organisation_alias, placeholder_organisation TO ${role};
  GRANT UPDATE (name, filter, saved_at), DELETE ON saved_view TO ${role};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${role};
`;

const logTables = 'audit_stream, audit_event, audit_payload';
const treeTables = 'audit_leaf, audit_tile, audit_checkpoint, audit_key, audit_cosignature, audit_timestamp';
const indexTables = 'log_search, log_search_word, log_search_position';

/** What is done before anybody is known, and what the integrator does: no case, and no more than each needs. */
export const DUTY_GRANTS = ({door, integrator}: Readonly<Record<'door' | 'integrator', string>>): string => `
  GRANT USAGE ON SCHEMA public TO ${door}, ${integrator};
  GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO ${door}, ${integrator};
  GRANT SELECT ON organisation, schema_migration, installation_key, restoration TO ${door}, ${integrator};
  GRANT SELECT ON ${logTables} TO ${door}, ${integrator};
  GRANT INSERT ON ${logTables} TO ${door}, ${integrator};
  GRANT UPDATE ON audit_stream TO ${door}, ${integrator};

  GRANT SELECT ON person, account, session, role_grant, committee, second_factor, recovery_code, api_token, account_link,
    set_up_link, provider_identity, attestation TO ${door};
  GRANT INSERT ON session, account, account_link, provider_identity, outbox TO ${door};
  GRANT UPDATE ON session, account TO ${door};
  GRANT UPDATE (ended_at) ON account_link, api_token TO ${door};

  GRANT SELECT, INSERT ON ${treeTables}, ${indexTables} TO ${integrator};
  GRANT SELECT, UPDATE ON audit_window TO ${integrator};
  GRANT UPDATE ON log_search_position TO ${integrator};
  GRANT UPDATE (digest) ON installation_key TO ${integrator};
  GRANT DELETE ON ${indexTables} TO ${integrator};
`;
