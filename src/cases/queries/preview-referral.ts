import {Injectable} from '@nestjs/common';
import {NOBODY, namedIn} from '../../masking';
import {ReadDatabase} from '../../platform/database/read-database';
import {formFaults} from '../domain/form-check';
import {programmeUnknown} from '../domain/programme-unknown';
import {withoutIdentities} from '../domain/referral-identities';
import {CaseUser} from './case-door';
import {CaseReading} from './case-reading';
import {Preview} from './preview-action';
import {Rosters} from './rosters';
import {REFERRING} from './case-views';

/** Says beforehand what a referral would meet with; nothing is changed or kept. */
@Injectable()
export class PreviewReferral {
  constructor(
    private readonly database: ReadDatabase,
    private readonly reading: CaseReading,
    private readonly rosters: Rosters,
  ) {}

  /**
   * Warnings are of what the writer says themselves about the patient, and of who stands in the directory; there are none
   * where the programme masks nothing.
   *
   * @throws Problem `invalid` for a programme that is not offered
   */
  async preview(user: CaseUser, programme: string, data: object): Promise<Preview> {
    const {workflows, forms} = this.reading;
    const workflow = workflows.offered(programme);
    if (!workflow) throw programmeUnknown();
    const {organisationId, personId} = user;
    return this.database.read(async (tx) => {
      const form = forms.form(workflow, workflow.meta.referral.form);
      const choices = await forms.choices(form, {...REFERRING, tx, organisationId, personId});
      const faults = formFaults(form, data, choices);
      if (workflow.masking.size === 0) return {faults, warnings: []};
      const {people} = await this.rosters.place(tx, organisationId);
      const {patientReference} = data as {patientReference?: unknown};
      const numbers = typeof patientReference === 'string' ? [patientReference] : [];
      const known = {
        patient: {...NOBODY, numbers},
        cast: [],
        people,
        organisations: [],
      };
      return {faults, warnings: namedIn(withoutIdentities(data), known)};
    });
  }
}
