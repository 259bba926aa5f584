import {randomUUID} from 'node:crypto';
import {AccessLog, AuditedTransaction, streams} from '../../../src/audit';
import type {AuditRecord} from '../../../src/audit';
import type {TestApp} from '../../support/app';
import {aHospital} from '../../support/case-builders';
import {seeded} from '../../support/random';
import {Walker} from '../../support/walk';
import {settled} from './a-log';

const CASES = 60;
const PEOPLE = 25;

/** A log that the application wrote: its organisation. */
export interface RecordedLog {
  readonly organisation: string;
  /** Takes everything into the tree that is committed now. */
  settle(): Promise<void>;
  /** Records that many events, in transactions of one to eight. */
  record(events: number): Promise<void>;
}

/**
 * Two cases walked over HTTP, all their reads, refusals and sign-ins with them, and then changes and reads of further
 * cases, recorded by the same two ports as the application's own. Each `settle` signs a checkpoint.
 */
export async function recordedLog(app: TestApp, events: number): Promise<RecordedLog> {
  const hospital = await aHospital(app);
  const walker = new Walker(app, hospital);
  for (let turn = 0; turn < 2; turn += 1) await walker.walkTo('closed');
  const organisation = hospital.organisationId;
  const pick = seeded(20_260_302);
  const cases = Array.from({length: CASES}, () => randomUUID());
  const people = Array.from({length: PEOPLE}, () => randomUUID());
  const one = <T>(list: readonly T[]): T => {
    const chosen = list[pick(list.length)];
    if (chosen === undefined) throw new Error('there is nothing to choose from');
    return chosen;
  };
  const recordOf = (): AuditRecord => {
    const [caseId, who] = [one(cases), one(people)];
    const common = {outcome: '0', who, as: ['coordinator'], on: caseId} as const;
    const from = {action: 'hold', from: 'open.screening', to: 'open.onHold', shown: ['referral']};
    switch (pick(8)) {
      case 0:
        return {
          stream: streams.account(who),
          kind: 'signIn',
          event: {...common, type: 'signedIn', action: 'E', on: who, details: {}},
        };
      case 1:
        return {
          stream: streams.organisation(),
          kind: 'configuration',
          event: {...common, type: 'roleGranted', action: 'C', on: who, details: {role: 'reviewer'}},
        };
      case 2:
      case 3:
      case 4:
        return {
          stream: streams.access(caseId),
          kind: 'read',
          event: {
            ...common,
            type: 'caseOpened',
            action: 'R',
            details: {shown: ['patientIdentity', 'referral']},
          },
        };
      default:
        return {
          stream: streams.case(caseId),
          kind: 'change',
          event: {...common, type: 'action', action: 'U', details: from},
        };
    }
  };
  const log: RecordedLog = {
    organisation,
    settle: () => settled(app, organisation),
    record: async (count) => {
      for (let left = count; left > 0;) {
        const size = Math.min(left, 1 + pick(8));
        app.clock.advance({seconds: 1});
        const [first, ...more] = Array.from({length: size}, recordOf);
        if (!first) return;
        const records = [first, ...more] as const;
        if (first.kind === 'read') await app.app.get(AccessLog).record(organisation, records);
        else
          await app.app
            .get(AuditedTransaction)
            .run(organisation, () => Promise.resolve({result: null, records}));
        left -= size;
      }
    },
  };
  await log.settle();
  const [{count} = {count: 0}] = await app.database.asSuperuser<{count: number}>(
    'SELECT count(*)::int AS count FROM audit_event WHERE organisation_id = $1',
    [organisation],
  );
  for (let left = events - count; left > 0; left -= 400) {
    await log.record(Math.min(400, left));
    await log.settle();
  }
  return log;
}
