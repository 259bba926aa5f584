import {AuditRecord, streams} from '../audit';

export type SignInEvent =
  | 'signedIn'
  | 'signInFailed'
  | 'signInLimited'
  | 'signedOut'
  | 'signInConfirmed'
  | 'confirmationFailed'
  | 'secondFactorBegun'
  | 'secondFactorAdded'
  | 'secondFactorEnded'
  | 'secondFactorProven'
  | 'secondFactorFailed'
  | 'secondFactorReset'
  | 'secondFactorRenamed'
  | 'passkeyAsked'
  | 'recoveryCodesMade'
  | 'recoveryAsked'
  | 'linkOrdered'
  | 'linkMade'
  | 'linkRefused'
  | 'passwordChosen'
  | 'passwordChanged'
  | 'sessionsEnded'
  | 'providerLinked'
  | 'providerUnlinked'
  | 'attested'
  | 'tokenMade'
  | 'tokenEnded'
  | 'tokenRefused';

const failures: ReadonlySet<SignInEvent> = new Set([
  'signInFailed',
  'signInLimited',
  'confirmationFailed',
  'secondFactorFailed',
  'linkRefused',
  'tokenRefused',
]);

/** What the log keeps of a sign-in. Of an unknown account not even the address that was tried. */
export function signInRecord(
  type: SignInEvent,
  personId: string | null,
  details: Readonly<Record<string, string>> = {},
): AuditRecord {
  return {
    stream: personId === null ? streams.organisation() : streams.account(personId),
    kind: 'signIn',
    event: {
      type,
      action: 'E',
      outcome: failures.has(type) ? '4' : '0',
      who: personId ?? 'unknown',
      as: [],
      on: personId,
      details,
    },
  };
}
