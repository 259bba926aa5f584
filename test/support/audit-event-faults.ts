/** Elements that hl7.org/fhir/R4/auditevent.html knows, with how often they come. */
const ELEMENTS: Readonly<Record<string, '0..1' | '0..*' | '1..1' | '1..*'>> = {
  resourceType: '1..1',
  meta: '0..1',
  type: '1..1',
  subtype: '0..*',
  action: '0..1',
  recorded: '1..1',
  outcome: '0..1',
  purposeOfEvent: '0..*',
  agent: '1..*',
  source: '1..1',
  entity: '0..*',
};
const CODES: Readonly<Record<string, RegExp>> = {
  resourceType: /^AuditEvent$/,
  action: /^[CRUDE]$/,
  outcome: /^(0|4|8|12)$/,
  recorded: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/** What a resource has against the rules of FHIR R4 for AuditEvent: cardinalities, required codes, the invariant sev-1. */
export function auditEventFaults(resource: Readonly<Record<string, unknown>>): string[] {
  const list = (name: string): Record<string, unknown>[] =>
    Array.isArray(resource[name]) ? (resource[name] as Record<string, unknown>[]) : [];
  const cardinalities = Object.entries(ELEMENTS).filter(([name, often]) => {
    const value = resource[name];
    if (value === undefined) return often.startsWith('1');
    return often.endsWith('*') ? !Array.isArray(value) || value.length === 0 : Array.isArray(value);
  });
  return [
    ...Object.keys(resource).filter((name) => !(name in ELEMENTS)),
    ...cardinalities.map(([name]) => name),
    ...Object.entries(CODES).flatMap(([name, code]) =>
      resource[name] === undefined || code.test(JSON.stringify(resource[name]).slice(1, -1)) ? [] : [name],
    ),
    ...list('agent').flatMap(({requestor}) => (typeof requestor === 'boolean' ? [] : ['agent.requestor'])),
    ...(typeof (resource['source'] as {observer?: unknown} | undefined)?.observer === 'object'
      ? []
      : ['source.observer']),
    // sev-1: either a name or a query, and never both.
    ...list('entity').flatMap((entity) => ('name' in entity && 'query' in entity ? ['entity'] : [])),
    ...list('entity')
      .flatMap(({detail}) => (detail as {type?: unknown; valueString?: unknown}[] | undefined) ?? [])
      .flatMap(({type, valueString}) =>
        typeof type === 'string' && typeof valueString === 'string' ? [] : ['entity.detail'],
      ),
  ];
}
