import type {ChartFault, ChartFaultCode} from '../domain/timeline';

const KEPT = 100;

const messages: Record<ChartFaultCode, string> = {
  resource_missing: 'The entry holds no resource.',
  resource_unusable: 'The resource names no resource type.',
  duplicate_id: 'An earlier resource has the same identity: both are kept.',
  date_invalid: 'A date does not exist in the calendar or is no FHIR date: kept as text in the details.',
  text_replaced: 'Characters that cannot be stored (U+0000, lone surrogates) were replaced by U+FFFD.',
  reference_cycle: 'Resources are part of one another in a circle.',
};

/** Collects faults; keeps the first hundred and counts them all. */
export class FaultList {
  readonly kept: ChartFault[] = [];
  count = 0;

  add(at: string, code: ChartFaultCode): void {
    this.count += 1;
    if (this.kept.length < KEPT) this.kept.push({at, code, message: messages[code]});
  }
}
