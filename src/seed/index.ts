export {DemonstrationRefusedError, SeedInterruptedError, seedIfEmpty} from './seed-if-empty';
