export {SeedInterruptedError, seedIfEmpty} from './seed-if-empty';
