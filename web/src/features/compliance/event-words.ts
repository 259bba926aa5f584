import type {EventItem} from '../../api';

export const KINDS: Readonly<Record<EventItem['kind'], string>> = {
  change: 'Change',
  read: 'Look',
  refusal: 'Refusal',
  signIn: 'Sign-in',
  export: 'Export',
  download: 'Download',
  print: 'Print',
  breakGlass: 'Broken glass',
  disposal: 'Disposal',
  configuration: 'Configuration',
};

/** HL7 AuditEvent.outcome. */
export const OUTCOMES: Readonly<Record<string, string>> = {
  '0': 'Done',
  '4': 'Refused',
  '8': 'Failed',
  '12': 'Failed, Collegium too',
};

/** A colour that says no more than the word beside it. */
export const outcomeColour = (outcome: string): string => (outcome === '0' ? 'gray' : 'red');

/** @example `case/8f7e…`: a stream's name, short enough for a line */
export const shortStream = (stream: string): string => stream.replace(/([0-9a-f]{8})[0-9a-f-]{28}/g, '$1…');
