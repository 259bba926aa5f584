export type {
  ActionContext,
  ActionHandler,
  Actor,
  CaseContext,
  CaseRelation,
  NamingText,
  Choice,
  ChoiceContext,
  ChoiceSource,
  Considered,
  Foreseen,
  FormSource,
  IncomingFile,
  NewItem,
  PrepareContext,
  Prepared,
  ReceivedFile,
  StoredItem,
  UploadContext,
  UploadHandler,
} from './registry/action-context';
export {DisclosureVocabulary, WORKFLOW_DIRECTORY} from './registry/feature-words';
export type {Vocabulary} from './domain/check-definition';
export {recordItem} from './registry/record-item';
export {FeatureRegistry} from './registry/registry';
export type {Workflow} from './domain/compile-workflow';
export type {
  ActionMeta,
  CaseState,
  JsonSchema,
  StateSource,
  StateValue,
  WorkflowSource,
} from './domain/definition';
export {placeOfTarget, statesOf, transitionsOf} from './domain/transitions';
export {admitDefinition, registerDefinition} from './commands/admit-definition';
export {filledLetter} from './domain/letters';
export type {LetterWords} from './domain/letters';
export {diffDefinitions} from './domain/diff-definitions';
export {Migration} from './domain/migration';
export type {Move, StateMap} from './domain/migration';
export {compileWorkflow} from './domain/compile-workflow';
export type {DefinitionSource} from './domain/definition';
export {KnownWorkflows} from './queries/known-workflows';
export {registeredDefinition} from './queries/registered-definition';
export type {RegisteredDefinition} from './queries/registered-definition';
export {SYSTEM} from './domain/check-deadlines';
export {durationInWords, endOfDay, shift} from './domain/deadline';
export type {StepKind, WorkCalendar} from './domain/deadline';
export {deadlinesAt, extendDeadline, migrateDeadlines, planDeadlines, stepKey} from './domain/plan-deadlines';
export type {DeadlinePlan, NewDeadline, RunningDeadline} from './domain/plan-deadlines';
export {behaviourFindings, checkBehaviour} from './domain/check-behaviour';
export {definitionFaults} from './definitions/definition-faults';
export type {FactValue, Facts} from './domain/facts';
export {relationsInTurn} from './domain/turns';
export {stagePath} from './domain/state-path';
export {allowedActions, begin, effectiveRelations, stateMeta, step, waitingRoles} from './domain/step';
export type {AllowedAction} from './domain/step';
export {programmeFolders, readDefinition, readDefinitions} from './definitions/read-definitions';
export type {ReadDefinition} from './definitions/read-definitions';
export {readInstrument, readInstrumentLibrary} from './definitions/read-instrument';
export type {YamlFile} from './definitions/yaml-file';
export {WorkflowCatalogue} from './definitions/workflow-catalogue';
export {WorkflowError} from './definitions/workflow-error';
export {WorkflowModule} from './workflow.module';
