import {Injectable, OnModuleInit} from '@nestjs/common';
import {AtLeastOne, AuditRecord, streams} from '../../audit';
import {ActionWriterSource, CaseDoor} from '../../cases';
import {refreshConflicts} from '../../conflicts';
import {JobHandler, JobHandlers} from '../../jobs';
import {WriteTransaction} from '../../platform/database/transaction';
import {Job} from '../../platform/jobs/job';
import {openCases} from '../persistence/registry-rows';

/** Kind of the jobs that look for conflicts again in every open case. */
export const REFRESH_JOB = 'conflicts';

const SYSTEM = {personId: 'system', relations: new Set<string>()};

/** After a change of the registry: whoever it puts into conflict is kept out of the cases that they are in. */
@Injectable()
export class RefreshCases implements JobHandler, OnModuleInit {
  readonly kind = REFRESH_JOB;

  constructor(
    private readonly handlers: JobHandlers,
    private readonly door: CaseDoor,
    private readonly writers: ActionWriterSource,
  ) {}

  onModuleInit(): void {
    this.handlers.register(this);
  }

  async run(tx: WriteTransaction, {organisation}: Job): Promise<AtLeastOne<AuditRecord>> {
    const out: string[] = [];
    for (const {id} of await tx.rows(openCases, [organisation])) {
      const stored = await this.door.load(tx, organisation, id, {lock: true});
      if (!stored?.dataKey) continue;
      const writer = await this.writers.writer(tx, stored);
      if ((await refreshConflicts(writer.context(SYSTEM, null))).length > 0) out.push(id);
    }
    const looked = record(streams.organisation(), 'conflictsLookedFor', null, '0');
    return [looked, ...out.map((id) => record(streams.case(id), 'conflictsRefreshed', id, '0'))];
  }

  async abandoned(): Promise<AtLeastOne<AuditRecord>> {
    return Promise.resolve([record(streams.organisation(), 'conflictsNotLookedFor', null, '4')]);
  }
}

const record = (stream: string, type: string, on: string | null, outcome: '0' | '4'): AuditRecord => ({
  stream,
  kind: 'change',
  event: {type, action: 'E', outcome, who: 'system', as: [], on, details: {}},
});
