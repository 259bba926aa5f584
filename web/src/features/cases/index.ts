export {CaseLines} from './case-lines';
export {casesQuery} from './case-queries';
export {earliestDue} from './waiting';
export {ProcessWay} from './process-way';
