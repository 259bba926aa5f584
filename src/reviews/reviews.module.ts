import {Module, OnModuleInit} from '@nestjs/common';
import {lockAssignment} from '../assignments';
import {AuditModule} from '../audit';
import {refuseConflicted} from '../conflicts';
import {writing} from '../platform/database/statement';
import {ActionContext, ActionHandler, FeatureRegistry, FormSource, Workflow} from '../workflow';
import {RegisterInstruments} from './commands/register-instruments';
import {Instrument, instrumentReference} from './domain/instrument';
import {instrumentForm} from './domain/instrument-form';
import {InstrumentsController} from './http/instruments.controller';
import {InstrumentCatalogue} from './queries/instrument-catalogue';
import {ShowInstrument} from './queries/show-instrument';

const deleteDraft = writing(
  'review_draft_delete',
  `DELETE FROM case_draft
   WHERE organisation_id = $1 AND case_id = $2 AND person_id = $3 AND action_type = $4`,
);

/** Keeps what a reviewer answered, with the instrument that they answered, for ever. */
async function keepAnswers(context: ActionContext<unknown>, kind: string, action: string): Promise<void> {
  const {tx, organisationId, caseId, actor, workflow, data} = context;
  const content = {instrument: instrumentReference(workflow.instrument as Instrument), answers: data};
  await context.addItem({kind, compartment: 'reviewContent', owner: actor.personId, content});
  await tx.write(deleteDraft, [organisationId, caseId, actor.personId, action]);
}

/** Locks a review: from now on nobody changes it, and its writer may see the others' once all are locked. */
const lockReview: ActionHandler = {
  effect: 'lockReview',
  prepare: refuseConflicted,
  async apply(context) {
    await keepAnswers(context, 'review', 'lockReview');
    await lockAssignment(context, context.actor.personId);
  },
};

/** The scores of care are locked: what came after the index point is shown, so that harm can be rated apart. */
const revealOutcome: ActionHandler = {
  effect: 'revealOutcome',
  async apply(context) {
    await context.relate(context.actor.personId, 'outcomeReviewer');
  },
};

const rateHarm: ActionHandler = {
  effect: 'rateHarm',
  async apply(context) {
    await keepAnswers(context, 'harmRating', 'rateHarm');
    await context.unrelate(context.actor.personId, 'outcomeReviewer');
  },
};

const instrumentOf = (workflow: Workflow): Instrument => workflow.instrument as Instrument;

/** The instrument whole; and in two steps, care before the outcome is known, harm after. */
const forms: readonly FormSource[] = [
  {name: 'instrument', form: (workflow) => instrumentForm(instrumentOf(workflow))},
  {name: 'instrument-process', form: (workflow) => instrumentForm(instrumentOf(workflow), 'process')},
  {name: 'instrument-outcome', form: (workflow) => instrumentForm(instrumentOf(workflow), 'outcome')},
];

@Module({
  imports: [AuditModule],
  controllers: [InstrumentsController],
  providers: [InstrumentCatalogue, RegisterInstruments, ShowInstrument],
  exports: [InstrumentCatalogue],
})
export class ReviewsModule implements OnModuleInit {
  constructor(private readonly registry: FeatureRegistry) {}

  onModuleInit(): void {
    this.registry.handle(lockReview, revealOutcome, rateHarm);
    for (const form of forms) this.registry.forms.add(form.name, form);
  }
}
