export {lockAssignment} from './assignment-handlers';
export {AssignmentsModule} from './assignments.module';
