export type {Instrument} from './domain/instrument';
export {ReviewsModule} from './reviews.module';
