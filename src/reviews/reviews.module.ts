import {Module, OnModuleInit} from '@nestjs/common';
import {lockAssignment} from '../assignments';
import {AuditModule} from '../audit';
import {writing} from '../platform/database/statement';
import {ActionHandler, FeatureRegistry, FormSource} from '../workflow';
import {RegisterInstruments} from './commands/register-instruments';
import {Instrument, instrumentReference} from './domain/instrument';
import {instrumentForm} from './domain/instrument-form';
import {InstrumentCatalogue} from './queries/instrument-catalogue';

const deleteDraft = writing(
  'review_draft_delete',
  `DELETE FROM case_draft
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND action_type = 'lockReview'`,
);

/** Locks a review: from now on nobody changes it, and its writer may see the others' once all are locked. */
const lockReview: ActionHandler = {
  effect: 'lockReview',
  async apply(context) {
    const {tx, organisationId, caseId, actor, workflow, data} = context;
    const content = {instrument: instrumentReference(workflow.instrument as Instrument), answers: data};
    await context.addItem({kind: 'review', compartment: 'reviewContent', owner: actor.personId, content});
    await tx.write(deleteDraft, [organisationId, caseId, actor.personId]);
    await lockAssignment(context, actor.personId);
  },
};

const instrument: FormSource = {
  name: 'instrument',
  form: (workflow) => instrumentForm(workflow.instrument as Instrument),
};

@Module({
  imports: [AuditModule],
  providers: [InstrumentCatalogue, RegisterInstruments],
  exports: [InstrumentCatalogue],
})
export class ReviewsModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(lockReview);
    this.registry.forms.add(instrument.name, instrument);
  }
}
