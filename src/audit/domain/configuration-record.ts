import {AuditEvent, AuditRecord, streams} from './audit-record';

/** Who changes the configuration: a person with the roles that they hold, or the id of one, or `system`. */
export type Author = string | {readonly personId: string; readonly roles: readonly {readonly role: string}[]};

/** The roles under which somebody acts, each once, as the log keeps them. */
export const actingAs = (roles: readonly {readonly role: string}[]): string[] =>
  [...new Set(roles.map(({role}) => role))].sort();

/** A change of the organisation's, or of the installation's, people, roles and definitions, as the log keeps it. */
export function configurationRecord(
  by: Author,
  {type, action, on, details}: Pick<AuditEvent, 'type' | 'action' | 'on' | 'details'>,
): AuditRecord {
  const {who, as} = typeof by === 'string' ? {who: by, as: []} : {who: by.personId, as: actingAs(by.roles)};
  return {
    stream: streams.organisation(),
    kind: 'configuration',
    event: {type, action, outcome: '0', who, as, on, details},
  };
}
