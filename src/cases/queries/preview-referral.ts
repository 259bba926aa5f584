import {Injectable} from '@nestjs/common';
import {ReadDatabase} from '../../platform/database/read-database';
import {formFaults} from '../domain/form-check';
import {programmeUnknown} from '../domain/programme-unknown';
import {CaseUser} from './case-door';
import {CaseReading} from './case-reading';
import {Preview} from './preview-action';
import {referralWarnings} from './referral-warnings';
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
   * For the warnings see `referralWarnings`.
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
      const {people} = await this.rosters.place(tx, organisationId);
      return {faults, warnings: referralWarnings(workflow, data, people)};
    });
  }
}
