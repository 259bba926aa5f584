export {RequireAttestation} from './require-attestation';
export {RequireSession} from './require-session';
export {duties} from './roles';
export type {Duty, Role} from './roles';
export {useRoles, useSession, useSignOut} from './session';
export {SignInAgainDialogue} from './sign-in-again-dialogue';
