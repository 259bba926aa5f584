export {answeredQuestions} from './domain/instrument-answers';
export type {AnsweredQuestion} from './domain/instrument-answers';
export type {InstrumentReference} from './domain/instrument';
export {admitInstrument, registerInstrument} from './commands/admit-instrument';
export {checkInstrumentOf} from './instrument-files';
export {InstrumentCatalogue} from './queries/instrument-catalogue';
export {withInstruments} from './queries/registered-instruments';
export {ReviewsModule} from './reviews.module';
