export {attendance} from './attendance';
export {call} from './call';
export type * from './generated';
export {NoAnswerError, NotDoneError, ProblemError, told} from './problem-error';
export {queryClient} from './query-client';
export {sendFile} from './send-file';
export {signInAgain} from './sign-in-again';
export {watch} from './watch';
export type {Watch} from './watch';
