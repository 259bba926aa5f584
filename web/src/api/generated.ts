// Written from openapi.json by `npm run openapi`.

export type Access = {
  readonly disabled: boolean;
  readonly reason: string;
};

export type Action = {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
};

export type ActionEvent = {
  readonly type: string;
  readonly at: string;
};

export type ActionReply = {
  readonly event: ActionEvent;
  readonly case: Case | null;
};

export type Added = {
  readonly id: string;
};

export type AddedPasskey = {
  readonly recoveryCodes: readonly (string)[];
  readonly id: string;
};

export type Alias = {
  readonly alias: string;
  readonly standsFor: string | null;
};

export type Approval = {
  readonly counsel: string;
};

export type Attest = {
  readonly version: string;
};

export type Attestation = {
  readonly title: string;
  readonly text: string;
  readonly provenance: string;
  readonly version: string;
  readonly until: string | null;
  readonly due: boolean;
};

export type AttestationText = {
  readonly title: string;
  readonly text: string;
  readonly provenance: string;
};

export type AttestationVersion = {
  readonly version: string;
};

export type Attested = {
  readonly until: string | null;
};

export type BegunTotp = {
  readonly id: string;
  readonly secret: string;
  readonly uri: string;
};

export type BrokenGlass = {
  readonly id: string;
  readonly endsAt: string;
};

export type Calendar = {
  readonly timeZone: string;
  readonly holidays: readonly (Holiday)[];
};

export type Candidate = {
  readonly date: string;
  readonly documentType: string;
  readonly author: string;
  readonly recipients: readonly (string)[];
  readonly subject: string;
  readonly caseNumber: string;
  readonly case: string;
  readonly item: string;
  readonly kind: string;
  readonly ofTheChart: boolean;
  readonly basis: string | null;
};

export type Case = {
  readonly id: string;
  readonly number: string;
  readonly programme: string;
  readonly workflow: WorkflowRef;
  readonly state: string | Readonly<Record<string, unknown>>;
  readonly stateTitle: string;
  readonly settled: boolean;
  readonly waitingFor: readonly (Waiting)[];
  readonly next: NextStep | null;
  readonly class?: string;
  readonly openedAt?: string;
  readonly focusPhysician?: PersonReference | MaskedPerson;
  readonly unreadable?: true;
  readonly version: string;
  readonly allowedActions: readonly (OfferedAction)[];
  readonly committee: string;
  readonly privilege: string;
  readonly referrer?: PersonReference;
  readonly reviewers?: readonly (Reviewer)[];
  readonly linked?: readonly (LinkedCase)[];
  readonly content: readonly (ContentItem)[];
  readonly sharedWith: readonly (Readers)[];
  readonly reviewed: boolean;
  readonly deidentifiable: boolean;
};

export type CasePage = {
  readonly items: readonly (CaseSummary)[];
  readonly next: string | null;
};

export type CaseSummary = {
  readonly id: string;
  readonly number: string;
  readonly programme: string;
  readonly workflow: WorkflowRef;
  readonly state: string | Readonly<Record<string, unknown>>;
  readonly stateTitle: string;
  readonly settled: boolean;
  readonly waitingFor: readonly (Waiting)[];
  readonly next: NextStep | null;
  readonly class?: string;
  readonly openedAt?: string;
  readonly focusPhysician?: PersonReference | MaskedPerson;
  readonly unreadable?: true;
};

export type Certificate = {
  readonly disposal: Disposal;
  readonly items: readonly (DisposalItem)[];
  readonly organisation: string;
  readonly privilege: string;
  readonly policies: readonly (Policy)[];
  readonly log: VerifiedLog;
};

export type ChartDocument = {
  readonly id: string;
  readonly kind: 'fhir' | 'pdf' | 'png' | 'jpeg' | 'text';
  readonly name: string;
  readonly mediaType: string;
  readonly bytes?: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly attachedAt: string;
};

export type ChartPage = {
  readonly documents: readonly (ChartDocument)[];
  readonly patients?: readonly (ChartPatient)[];
  readonly maskedPatient?: MaskedPatient;
  readonly pseudonyms?: readonly (Pseudonym)[];
  readonly counts: Readonly<Record<string, number>>;
  readonly notUnderstood: Readonly<Record<string, number>>;
  readonly entries: readonly (TimelineEntry)[];
  readonly next: string | null;
};

export type ChartPatient = {
  readonly names: readonly (string)[];
  readonly birthDate: string | null;
  readonly identifiers: readonly (PatientIdentifier)[];
  readonly gender: string | null;
};

export type Clearance = {
  readonly person: NamedPerson;
  readonly couldReview: boolean;
  readonly relations: readonly (string)[];
  readonly conflicts: readonly (Conflict)[];
};

export type Code = {
  readonly code: string;
};

export type CommitteeReference = {
  readonly id: string;
  readonly name: string;
};

export type CommitteeText = {
  readonly jurisdiction: string;
  readonly statute: string;
  readonly text: string;
  readonly purpose: string;
  readonly prohibition: string;
  readonly source: string;
  readonly id: string;
  readonly committee: CommitteeReference;
  readonly version: number;
  readonly enteredAt: string;
  readonly state: 'example' | 'approved';
  readonly counsel: string | null;
  readonly approvedAt: string | null;
};

export type Concern = {
  readonly topic: string;
  readonly text: string;
  readonly since: string;
};

export type Concerns = {
  readonly items: readonly (Concern)[];
};

export type Confirm = {
  readonly password: string;
};

export type Conflict = {
  readonly person: NamedPerson;
  readonly kind: 'self' | 'treatedPatient' | 'namedInCase' | 'family' | 'financial' | 'practiceGroup' | 'supervisor' | 'subordinate' | 'reviewedSubject' | 'other' | 'employer' | 'sameSpecialty';
  readonly source: 'detected' | 'self' | 'other';
  readonly grade: 'absolute' | 'presumptive' | 'advisory';
  readonly verified: boolean;
  readonly state: 'detected' | 'confirmed' | 'dismissed' | 'pinnedConflict' | 'pinnedFree';
  readonly blocks: boolean;
  readonly evidence: string;
  readonly occasion: 'assignment' | 'opening' | 'voting' | 'other' | null;
  readonly since: string | null;
  readonly declaredBy: NamedPerson | null;
  readonly decidedBy: NamedPerson | null;
  readonly secondedBy: NamedPerson | null;
  readonly proposal: ConflictProposal | null;
  readonly notes: readonly (ConflictNote)[];
};

export type ConflictDecision = {
  readonly personId: string;
  readonly kind: 'self' | 'treatedPatient' | 'namedInCase' | 'family' | 'financial' | 'practiceGroup' | 'supervisor' | 'subordinate' | 'reviewedSubject' | 'other' | 'employer' | 'sameSpecialty';
  readonly source: 'detected' | 'self' | 'other';
  readonly reason: string;
  readonly decision: 'confirmed' | 'dismissed' | 'pinnedConflict' | 'pinnedFree';
};

export type ConflictNote = {
  readonly what: string;
  readonly by: NamedPerson | null;
  readonly at: string;
  readonly text: string | null;
};

export type ConflictProposal = {
  readonly decision: 'dismissed' | 'pinnedFree';
  readonly by: NamedPerson;
};

export type ContentItem = {
  readonly id: string;
  readonly kind: string;
  readonly at: string;
  readonly by: PersonReference | MaskedPerson | null;
  readonly for: PersonReference | MaskedPerson | null;
  readonly own: boolean;
  readonly released: boolean;
  readonly data: Readonly<Record<string, unknown>>;
};

export type Created = {
  readonly id: string;
};

export type Decided = {
  readonly waitsForSecond: boolean;
};

export type Decision = {
  readonly decision: 'granted' | 'declined';
};

export type Declaration = {
  readonly personId: string;
  readonly kind: 'treatedPatient' | 'namedInCase' | 'family' | 'financial' | 'practiceGroup' | 'supervisor' | 'subordinate' | 'reviewedSubject' | 'other' | 'employer' | 'sameSpecialty';
  readonly occasion: 'assignment' | 'opening' | 'voting' | 'other';
  readonly detail: string;
};

export type Declared = {
  readonly personId: string;
  readonly kind: 'treatedPatient' | 'namedInCase' | 'family' | 'financial' | 'practiceGroup' | 'supervisor' | 'subordinate' | 'reviewedSubject' | 'other' | 'employer' | 'sameSpecialty';
  readonly source: 'self' | 'other';
};

export type Disposal = {
  readonly id: string;
  readonly number: string;
  readonly requestedBy: NamedPerson;
  readonly requestedAt: string;
  readonly approvedBy: NamedPerson | null;
  readonly approvedAt: string | null;
};

export type DisposalItem = {
  readonly case: string;
  readonly number: string;
  readonly classes: readonly ('content' | 'chart' | 'log' | 'mail')[];
  readonly settledSince: string;
  readonly executedAt: string | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly key: string | null;
};

export type Disposed = {
  readonly executed: number;
  readonly kept: number;
};

export type Draft = {
  readonly version: string;
  readonly savedAt: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly warnings: readonly (NameWarning)[];
};

export type DraftData = {
  readonly data: Readonly<Record<string, unknown>>;
};

export type Entered = {
  readonly id: string;
};

export type EnteredText = {
  readonly id: string;
  readonly version: number;
};

export type EventItem = {
  readonly leaf: number;
  readonly stream: string;
  readonly number: number;
  readonly at: string;
  readonly kind: 'change' | 'read' | 'refusal' | 'signIn' | 'export' | 'download' | 'print' | 'breakGlass' | 'disposal' | 'configuration';
  readonly hash: string;
  readonly previous: string;
  readonly cases: readonly (string)[];
  readonly event: ShownEvent | null;
};

export type EventOrigin = {
  readonly via: 'http' | 'cli' | 'system';
  readonly address: string | null;
  readonly session: string | null;
};

export type EventPage = {
  readonly items: readonly (EventItem)[];
  readonly next: string | null;
};

export type Evidence = {
  readonly count: number;
  readonly because: string;
  readonly leaves: readonly (number)[];
};

export type ExportEntry = {
  readonly number: string;
  readonly what: 'events' | 'production';
  readonly format: 'ndjson' | 'fhir' | 'csv' | 'pdf';
  readonly filters: Readonly<Record<string, unknown>>;
  readonly madeBy: NamedPerson | null;
  readonly madeAt: string;
};

export type ExportPage = {
  readonly items: readonly (ExportEntry)[];
  readonly next: string | null;
};

export type Factor = {
  readonly id: string;
  readonly kind: 'totp' | 'passkey';
  readonly name: string;
  readonly madeAt: string;
};

export type FactorName = {
  readonly name: string;
};

export type Factors = {
  readonly factors: readonly (Factor)[];
  readonly recoveryCodesLeft: number;
};

export type Fault = {
  readonly pointer: string;
  readonly detail: string;
};

export type FileColumn = {
  readonly name: string;
  readonly title: string;
  readonly required: boolean;
  readonly holds: string;
};

export type Finding = {
  readonly id: string;
  readonly rule: 'outsideRole' | 'afterHours' | 'volume';
  readonly who: NamedPerson | null;
  readonly since: string;
  readonly until: string;
  readonly evidence: Evidence;
  readonly foundAt: string;
  readonly state: 'open' | 'explained' | 'confirmed';
  readonly changedAt: string | null;
  readonly changedBy: NamedPerson | null;
  readonly reason: string | null;
};

export type FindingPage = {
  readonly items: readonly (Finding)[];
  readonly next: string | null;
};

export type FindingState = {
  readonly state: 'open' | 'explained' | 'confirmed';
  readonly reason: string;
};

export type FindingTime = {
  readonly from: string;
  readonly to: string;
};

export type FirstAdministrator = {
  readonly displayName: string;
  readonly email: string;
  readonly password: string;
};

export type FirstOrganisation = {
  readonly name: string;
  readonly timeZone: string;
};

export type Found = {
  readonly found: number;
  readonly new: number;
};

export type Glass = {
  readonly id: string;
  readonly endsAt: string;
  readonly case: string;
  readonly caseNumber: string;
  readonly by: GlassPerson;
  readonly compartments: readonly ('referral' | 'patientIdentity' | 'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity' | 'chart' | 'input' | 'assignment' | 'reviewContent' | 'deliberation' | 'determination' | 'feedback' | 'conference' | 'improvement' | 'concern' | 'conflict' | 'statistics' | 'masking')[];
  readonly purpose: 'compliance' | 'legalHold';
  readonly reason: string | null;
  readonly openedAt: string;
  readonly endedAt: string | null;
  readonly open: boolean;
};

export type GlassPerson = {
  readonly id: string;
  readonly name: string;
};

export type Health = {
  readonly status: string;
  readonly attention: boolean;
};

export type HeldRole = {
  readonly role: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'reviewer' | 'physician' | 'physicianLeader' | 'compliance' | 'administrator';
  readonly committeeId: string | null;
};

export type History = {
  readonly items: readonly (HistoryEntry)[];
};

export type HistoryEntry = {
  readonly at: string;
  readonly type: string;
  readonly title: string;
  readonly as: string | null;
  readonly by: PersonReference | null;
  readonly own: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly number?: number;
  readonly hash?: string;
};

export type Hold = {
  readonly id: string;
  readonly scope: 'case' | 'person' | 'programme' | 'all';
  readonly subject: string;
  readonly reason: string;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly releaseAskedBy: string | null;
  readonly releaseReason: string | null;
  readonly releasedBy: string | null;
  readonly releasedAt: string | null;
};

export type Holiday = {
  readonly day: string;
  readonly name: string;
};

export type Holidays = {
  readonly holidays: readonly (Holiday)[];
};

export type Identity = {
  readonly kind: 'name' | 'npi' | 'email' | 'employer' | 'market';
  readonly value: string;
  readonly verified: boolean;
  readonly id: string;
};

export type Import = {
  readonly csv: string;
  readonly apply?: boolean;
};

export type ImportLine = {
  readonly line: number;
  readonly email: string;
  readonly what: 'create' | 'change' | 'same';
  readonly changes: readonly (string)[];
};

export type ImportReport = {
  readonly applied: boolean;
  readonly lines: readonly (ImportLine)[];
  readonly faults: readonly (LineFault)[];
};

export type InboxItem = {
  readonly id: string;
  readonly kind: 'yourTurn' | 'dueSoon' | 'overdue' | 'lateElsewhere' | 'inputRequested' | 'assignmentOffered' | 'feedbackReady' | 'immediateConcern' | 'actionAssigned' | 'caseClosed' | 'surveyOpen' | 'roleProposed' | 'roleGranted' | 'roleEnded' | 'glassBroken' | 'attestationDue' | 'unusualAccessFound' | 'conflictOverrideProposed';
  readonly title: string;
  readonly caseId: string | null;
  readonly createdAt: string;
  readonly readAt: string | null;
};

export type InboxPage = {
  readonly items: readonly (InboxItem)[];
  readonly next: string | null;
};

export type Instrument = {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly questions: readonly (Question)[];
};

export type JudgedCase = {
  readonly case: string;
  readonly number: string;
  readonly settledSince: string;
  readonly classes: readonly (Judgement)[];
};

export type JudgedCaseList = {
  readonly items: readonly (JudgedCase)[];
  readonly next: string | null;
};

export type Judgement = {
  readonly class: 'content' | 'chart' | 'log' | 'mail';
  readonly verdict: 'due' | 'gone' | 'open' | 'held' | 'noPolicy' | 'notOver' | 'keptForChart';
  readonly policy: string | null;
  readonly until: string | null;
};

export type LineFault = {
  readonly line: number;
  readonly column: string | null;
  readonly detail: string;
};

export type LinkedCase = {
  readonly id: string;
  readonly number: string;
};

export type ListedAttestation = {
  readonly id: string;
  readonly displayName: string;
  readonly until: string | null;
  readonly due: boolean;
};

export type ListedPerson = {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
  readonly npi: string | null;
  readonly specialty: string | null;
  readonly department: string | null;
  readonly physician: boolean;
  readonly roles: readonly (HeldRole)[];
  readonly account: 'invited' | 'active' | 'disabled';
  readonly secondFactor: boolean;
};

export type LogAnswer = {
  readonly at: string;
  readonly outcome: 'whole' | 'tampered' | 'brokenOff';
  readonly size: number | null;
  readonly first: LogFinding | null;
};

export type LogFinding = {
  readonly index: number;
  readonly kind: string;
  readonly detail: string;
};

export type LogVerification = {
  readonly runningSince: string | null;
  readonly last: LogAnswer | null;
};

export type MailFailure = {
  readonly id: string;
  readonly person: string;
  readonly kind: 'yourTurn' | 'dueSoon' | 'overdue' | 'lateElsewhere' | 'inputRequested' | 'assignmentOffered' | 'feedbackReady' | 'immediateConcern' | 'actionAssigned' | 'caseClosed' | 'surveyOpen' | 'roleProposed' | 'roleGranted' | 'roleEnded' | 'glassBroken' | 'attestationDue' | 'unusualAccessFound' | 'conflictOverrideProposed';
  readonly failedAt: string;
  readonly failure: string;
};

export type MaskedPatient = {
  readonly age: string | null;
  readonly gender: string | null;
};

export type MaskedPerson = {
  readonly pseudonym: string;
};

export type NameWarning = {
  readonly pointer: string;
  readonly detail: string;
};

export type NamedPerson = {
  readonly id: string;
  readonly name: string;
};

export type NewExport = {
  readonly from?: string;
  readonly to?: string;
  readonly who?: string;
  readonly as?: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'compliance' | 'administrator' | 'presiding' | 'referrer' | 'subject' | 'conflicted' | 'recused' | 'offeredReviewer' | 'acceptedReviewer' | 'formerReviewer' | 'outcomeReviewer' | 'lockedReviewer' | 'present' | 'actionOwner' | 'physicianLeader' | 'surveyed';
  readonly case?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly action?: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome?: '0' | '4' | '8' | '12';
  readonly compartment?: 'progress' | 'stage' | 'process' | 'number' | 'referral' | 'patientIdentity' | 'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity' | 'chart' | 'input' | 'assignment' | 'reviewContent' | 'deliberation' | 'determination' | 'feedback' | 'conference' | 'improvement' | 'concern' | 'conflict' | 'statistics' | 'masking';
  readonly address?: string;
  readonly format: 'ndjson' | 'fhir' | 'csv' | 'pdf';
};

export type NewGlass = {
  readonly case: string;
  readonly compartments: readonly ('referral' | 'patientIdentity' | 'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity' | 'chart' | 'input' | 'assignment' | 'reviewContent' | 'deliberation' | 'determination' | 'feedback' | 'conference' | 'improvement' | 'concern' | 'conflict' | 'statistics' | 'masking')[];
  readonly purpose: 'compliance' | 'legalHold';
  readonly reason: string;
  readonly hours?: number;
};

export type NewHold = {
  readonly scope: 'case' | 'person' | 'programme' | 'all';
  readonly subject?: string;
  readonly reason: string;
};

export type NewIdentity = {
  readonly kind: 'name' | 'npi' | 'email' | 'employer' | 'market';
  readonly value: string;
  readonly verified: boolean;
};

export type NewPasskey = {
  readonly name: string;
  readonly credential: Readonly<Record<string, unknown>>;
};

export type NewPassword = {
  readonly current: string;
  readonly password: string;
};

export type NewPerson = {
  readonly displayName: string;
  readonly email: string;
  readonly npi?: string | null;
  readonly specialty?: string | null;
  readonly department?: string | null;
  readonly physician?: boolean;
};

export type NewPolicy = {
  readonly class: 'content' | 'chart' | 'log' | 'mail';
  readonly programme: string;
  readonly years: number;
  readonly counsel: string;
  readonly approvedOn: string;
  readonly document: string;
};

export type NewPrivilegeText = {
  readonly committee: string;
  readonly jurisdiction: string;
  readonly statute: string;
  readonly text: string;
  readonly purpose: string;
  readonly prohibition: string;
  readonly source: string;
};

export type NewProduction = {
  readonly requester: string;
  readonly authority: string;
  readonly receivedOn: string;
  readonly cases: readonly (string)[];
  readonly produced?: readonly (string)[];
  readonly files?: readonly (ProducedFile)[];
  readonly basis?: string;
  readonly waiver?: string;
};

export type NewProductionMade = {
  readonly id: string;
  readonly number: string;
};

export type NewRemoval = {
  readonly case: string;
  readonly item: string;
};

export type NewReport = {
  readonly from?: string;
  readonly to?: string;
  readonly who?: string;
  readonly as?: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'compliance' | 'administrator' | 'presiding' | 'referrer' | 'subject' | 'conflicted' | 'recused' | 'offeredReviewer' | 'acceptedReviewer' | 'formerReviewer' | 'outcomeReviewer' | 'lockedReviewer' | 'present' | 'actionOwner' | 'physicianLeader' | 'surveyed';
  readonly case?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly action?: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome?: '0' | '4' | '8' | '12';
  readonly compartment?: 'progress' | 'stage' | 'process' | 'number' | 'referral' | 'patientIdentity' | 'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity' | 'chart' | 'input' | 'assignment' | 'reviewContent' | 'deliberation' | 'determination' | 'feedback' | 'conference' | 'improvement' | 'concern' | 'conflict' | 'statistics' | 'masking';
  readonly address?: string;
  readonly name: string;
  readonly shared?: boolean;
  readonly lastDays?: number;
};

export type NewTie = {
  readonly kind: 'supervisor' | 'family' | 'financial';
  readonly personId: string;
  readonly otherId: string;
  readonly verified: boolean;
};

export type NewToken = {
  readonly id: string;
  readonly token: string;
  readonly expiresAt: string;
};

export type NewView = {
  readonly name: string;
  readonly filter: ViewFilter;
};

export type NextStep = {
  readonly type: string;
  readonly title: string;
};

export type OfferedAction = {
  readonly type: string;
  readonly title: string;
  readonly primary: boolean;
  readonly draft?: true;
  readonly panel?: true;
  readonly form?: Readonly<Record<string, unknown>>;
  readonly upload?: UploadTarget;
};

export type Option = {
  readonly value: string;
  readonly label: string;
  readonly anchor?: string;
};

export type OutOfPanel = {
  readonly person: PersonReference;
  readonly relation: string;
};

export type OwnSession = {
  readonly id: string;
  readonly current: boolean;
  readonly createdAt: string;
  readonly seenAt: string;
};

export type Panel = {
  readonly required: number;
  readonly present: readonly (PersonReference)[];
  readonly out: readonly (OutOfPanel)[];
  readonly quorum: boolean;
};

export type PasskeyAnswer = {
  readonly credential: Readonly<Record<string, unknown>>;
};

export type PasswordByLink = {
  readonly token: string;
  readonly password: string;
};

export type PatientIdentifier = {
  readonly system: string | null;
  readonly value: string;
};

export type PeoplePage = {
  readonly items: readonly (ListedPerson)[];
  readonly next: string | null;
};

export type PersonName = {
  readonly id: string;
  readonly displayName: string;
};

export type PersonReference = {
  readonly id: string;
  readonly name: string;
};

export type Phase = {
  readonly id: string;
  readonly title: string;
};

export type Placeholder = {
  readonly value: string;
  readonly listed: boolean | null;
};

export type Policy = {
  readonly id: string;
  readonly class: 'content' | 'chart' | 'log' | 'mail';
  readonly programme: string;
  readonly years: number;
  readonly counsel: string;
  readonly approvedOn: string;
  readonly document: string;
  readonly enteredBy: string;
  readonly enteredAt: string;
  readonly endedAt: string | null;
};

export type PracticeGroup = {
  readonly practiceGroupId: string | null;
};

export type Preview = {
  readonly faults: readonly (Fault)[];
  readonly warnings: readonly (NameWarning)[];
  readonly panel?: Panel;
};

export type PreviewRequest = {
  readonly type: string;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly panel?: boolean;
};

export type Print = {
  readonly page: 'case' | 'chart';
};

export type PrivilegeEntry = {
  readonly date: string;
  readonly documentType: string;
  readonly author: string;
  readonly recipients: readonly (string)[];
  readonly subject: string;
  readonly caseNumber: string;
  readonly entry: string;
  readonly basis: string;
};

export type PrivilegeExample = {
  readonly jurisdiction: string;
  readonly statute: string;
  readonly text: string;
  readonly purpose: string;
  readonly prohibition: string;
  readonly source: string;
  readonly title: string;
  readonly reviewed_by: string | null;
};

export type PrivilegeLibrary = {
  readonly examples: readonly (PrivilegeExample)[];
  readonly texts: readonly (CommitteeText)[];
};

export type PrivilegeLogFormat = {
  readonly format: 'csv' | 'pdf';
};

export type PrivilegeNotice = {
  readonly text: string;
};

export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: 'unauthenticated' | 'reauthentication_required' | 'full_sign_in_required' | 'second_factor_required' | 'attestation_required' | 'csrf' | 'malformed' | 'unknown_action' | 'not_found' | 'precondition_required' | 'stale' | 'action_not_allowed' | 'invalid' | 'key_reused' | 'too_large' | 'unsupported_media_type' | 'too_many_requests' | 'log_unavailable' | 'unavailable' | 'internal';
  readonly detail?: string;
  readonly faults?: readonly (Fault)[];
  readonly incident?: string;
};

export type ProducedFile = {
  readonly export?: string;
  readonly description: string;
  readonly sha256: string;
};

export type ProducedItem = {
  readonly case: string;
  readonly item: string;
  readonly kind: string;
};

export type Production = {
  readonly id: string;
  readonly number: string;
  readonly requester: string;
  readonly authority: string;
  readonly receivedOn: string;
  readonly waiver: string | null;
  readonly cases: readonly (string)[];
  readonly madeAt: string;
};

export type Programme = {
  readonly id: string;
  readonly title: string;
  readonly form: Readonly<Record<string, unknown>>;
};

export type Proposal = {
  readonly id: string;
  readonly person: PersonName;
  readonly role: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'reviewer' | 'physician' | 'physicianLeader' | 'compliance' | 'administrator';
  readonly committeeId: string | null;
  readonly reason: string;
  readonly proposedBy: PersonName;
  readonly proposedAt: string;
  readonly mayDecide: boolean;
};

export type Provider = {
  readonly label: string | null;
};

export type ProviderLocation = {
  readonly location: string;
};

export type ProviderSignIn = {
  readonly fresh?: boolean;
};

export type Pseudonym = {
  readonly pseudonym: string;
  readonly names: readonly (string)[];
};

export type Question = {
  readonly id: string;
  readonly about: string;
  readonly title: string;
  readonly options: readonly (Option)[];
  readonly phases: readonly (Phase)[];
};

export type Readers = {
  readonly compartment: string;
  readonly relations: readonly (string)[];
};

export type Reason = {
  readonly reason: string;
};

export type Recovery = {
  readonly email: string;
};

export type RecoveryCodes = {
  readonly recoveryCodes: readonly (string)[];
};

export type Referral = {
  readonly programme: string;
  readonly data: Readonly<Record<string, unknown>>;
};

export type ReferralColumn = {
  readonly name: string;
  readonly title: string;
};

export type ReferralColumns = {
  readonly items: readonly (FileColumn)[];
};

export type ReferralFile = {
  readonly programme: string;
  readonly csv: string;
  readonly apply?: boolean;
};

export type ReferralLine = {
  readonly line: number;
  readonly cells: readonly (string)[];
  readonly caseId: string | null;
  readonly warnings: readonly (RowWarning)[];
};

export type ReferralsReport = {
  readonly columns: readonly (ReferralColumn)[];
  readonly lines: readonly (ReferralLine)[];
  readonly faults: readonly (LineFault)[];
  readonly left: number;
};

export type RegisteredFile = {
  readonly export: string | null;
  readonly description: string;
  readonly sha256: string;
};

export type RegisteredNames = {
  readonly aliases: readonly (SetAlias)[];
  readonly placeholders: readonly (SetPlaceholder)[];
};

export type RegisteredPerson = {
  readonly identities: readonly (Identity)[];
  readonly ties: readonly (Tie)[];
};

export type Released = {
  readonly released: boolean;
};

export type Removed = {
  readonly number: string;
};

export type Reviewer = {
  readonly person: PersonReference;
  readonly status: 'offered' | 'accepted' | 'locked';
};

export type Role = {
  readonly personId: string;
  readonly role: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'reviewer' | 'physician' | 'physicianLeader' | 'compliance' | 'administrator';
  readonly committeeId?: string | null;
  readonly reason: string;
};

export type RoleGrant = {
  readonly role: 'staff' | 'coordinator' | 'chair' | 'viceChair' | 'member' | 'reviewer' | 'physician' | 'physicianLeader' | 'compliance' | 'administrator';
  readonly committeeId: string | null;
};

export type RowWarning = {
  readonly column: string;
  readonly detail: string;
};

export type SavedReport = {
  readonly id: string;
  readonly name: string;
  readonly shared: boolean;
  readonly filters: Readonly<Record<string, unknown>>;
  readonly lastDays: number | null;
  readonly madeAt: string;
};

export type SavedView = {
  readonly id: string;
  readonly name: string;
  readonly filter: ViewFilter;
};

export type SecondWord = {
  readonly personId: string;
  readonly kind: 'self' | 'treatedPatient' | 'namedInCase' | 'family' | 'financial' | 'practiceGroup' | 'supervisor' | 'subordinate' | 'reviewedSubject' | 'other' | 'employer' | 'sameSpecialty';
  readonly source: 'detected' | 'self' | 'other';
  readonly reason: string;
  readonly agree: boolean;
};

export type SeenBy = {
  readonly who: NamedPerson | null;
  readonly as: readonly (string)[];
  readonly case: string | null;
  readonly times: number;
  readonly first: string;
  readonly last: string;
  readonly shown: readonly (string)[];
  readonly kinds: readonly (string)[];
};

export type Session = {
  readonly person: SessionPerson;
  readonly roles: readonly ('staff' | 'coordinator' | 'chair' | 'viceChair' | 'member' | 'reviewer' | 'physician' | 'physicianLeader' | 'compliance' | 'administrator')[];
  readonly grants: readonly (RoleGrant)[];
  readonly confirmedUntil: string;
  readonly secondFactor: SessionFactor;
};

export type SessionFactor = {
  readonly enrolled: boolean;
  readonly proven: boolean;
  readonly needed: 'none' | 'proof' | 'enrolment';
};

export type SessionPerson = {
  readonly id: string;
  readonly displayName: string;
  readonly email: string;
};

export type SetAlias = {
  readonly alias: string;
  readonly standsFor: string;
};

export type SetPlaceholder = {
  readonly value: string;
  readonly listed: boolean;
};

export type SetUp = {
  readonly token: string;
  readonly organisation: FirstOrganisation;
  readonly administrator: FirstAdministrator;
};

export type ShownDisposal = {
  readonly disposal: Disposal;
  readonly items: readonly (DisposalItem)[];
};

export type ShownEvent = {
  readonly type: string;
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome: '0' | '4' | '8' | '12';
  readonly who: NamedPerson | null;
  readonly real: string | null;
  readonly as: readonly (string)[];
  readonly on: string | null;
  readonly why: string;
  readonly where: EventOrigin | null;
  readonly details: Readonly<Record<string, unknown>>;
};

export type ShownProduction = {
  readonly production: Production;
  readonly madeBy: string;
  readonly files: readonly (RegisteredFile)[];
  readonly produced: readonly (ProducedItem)[];
  readonly withheld: readonly (PrivilegeEntry)[];
};

export type Sightings = {
  readonly items: readonly (SeenBy)[];
  readonly complete: boolean;
};

export type SignIn = {
  readonly email: string;
  readonly password: string;
};

export type SignInRules = {
  readonly secondFactor: boolean;
  readonly provider: string | null;
  readonly idle: number;
  readonly longest: number;
  readonly confirmation: number;
  readonly limited: boolean;
};

export type SpaceEntry = {
  readonly case: string;
  readonly caseNumber: string;
  readonly enteredAt: string;
  readonly enteredWith: readonly (string)[];
  readonly since: readonly (string)[];
};

export type SpaceExit = {
  readonly number: string;
  readonly kind: 'handOff' | 'removal';
  readonly case: string;
  readonly caseNumber: string;
  readonly removed: string | null;
  readonly at: string;
};

export type Tie = {
  readonly kind: 'supervisor' | 'family' | 'financial';
  readonly personId: string;
  readonly otherId: string;
  readonly verified: boolean;
  readonly id: string;
};

export type TimelineCode = {
  readonly system: string | null;
  readonly code: string;
};

export type TimelineEntry = {
  readonly title: string;
  readonly code: TimelineCode | null;
  readonly value: string | null;
  readonly quantity: TimelineQuantity | null;
  readonly referenceRange: string | null;
  readonly interpretation: string | null;
  readonly id: string;
  readonly kind: 'encounter' | 'condition' | 'medication' | 'observation' | 'procedure' | 'immunization' | 'allergy' | 'report' | 'document' | 'other';
  readonly at: string | null;
  readonly end: string | null;
  readonly encounter: string | null;
  readonly performers: readonly (string)[];
  readonly components?: readonly (TimelineFinding)[];
  readonly detail: Readonly<Record<string, string>>;
};

export type TimelineFinding = {
  readonly title: string;
  readonly code: TimelineCode | null;
  readonly value: string | null;
  readonly quantity: TimelineQuantity | null;
  readonly referenceRange: string | null;
  readonly interpretation: string | null;
};

export type TimelineQuantity = {
  readonly value: number;
  readonly unit: string;
};

export type Token = {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly ('cases:read' | 'audit:read' | 'audit:export' | 'people:write')[];
  readonly createdAt: string;
  readonly expiresAt: string;
};

export type TokenOrder = {
  readonly name: string;
  readonly scopes: readonly ('cases:read' | 'audit:read' | 'audit:export' | 'people:write')[];
  readonly days: number;
};

export type UploadReply = {
  readonly id: string;
  readonly kind: string;
  readonly counts: Readonly<Record<string, number>>;
};

export type UploadTarget = {
  readonly href: string;
  readonly field: 'file';
  readonly accept: readonly (string)[];
  readonly maxBytes: number;
};

export type VerifiedLog = {
  readonly size: number;
  readonly root: string;
  readonly verified: boolean;
  readonly checkpoint: string;
  readonly verifiedAt: string;
};

export type ViewFilter = {
  readonly programme?: string;
  readonly state?: string;
  readonly settled?: 'true' | 'all';
  readonly turn?: 'mine';
  readonly view?: 'board';
};

export type Waiting = {
  readonly role: string;
  readonly since: string;
  readonly due: string | null;
};

export type WorkflowDefinition = {
  readonly version: string;
  readonly hash: string;
  readonly registeredAt: string;
  readonly id: string;
  readonly title: string;
  readonly definition: Readonly<Record<string, unknown>>;
};

export type WorkflowRef = {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
};

export type WorkflowState = {
  readonly path: string;
  readonly title: string;
  readonly settled: boolean;
};

export type WorkflowSummary = {
  readonly id: string;
  readonly title: string;
  readonly current: string | null;
  readonly versions: readonly (WorkflowVersion)[];
  readonly states: readonly (WorkflowState)[];
};

export type WorkflowVersion = {
  readonly version: string;
  readonly hash: string;
  readonly registeredAt: string;
};

export interface Operations {
  readonly choosePassword: {readonly path: null; readonly query: null; readonly body: PasswordByLink; readonly reply: null};
  readonly askForRecovery: {readonly path: null; readonly query: null; readonly body: Recovery; readonly reply: null};
  readonly listAttestations: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (ListedAttestation)[]};
  readonly enterAttestationText: {readonly path: null; readonly query: null; readonly body: AttestationText; readonly reply: AttestationVersion};
  readonly showCheckpoint: {readonly path: null; readonly query: null; readonly body: null; readonly reply: string};
  readonly searchLog: {readonly path: null; readonly query: {readonly from?: string; readonly to?: string; readonly who?: string; readonly as?: 'coordinator' | 'chair' | 'viceChair' | 'member' | 'compliance' | 'administrator' | 'presiding' | 'referrer' | 'subject' | 'conflicted' | 'recused' | 'offeredReviewer' | 'acceptedReviewer' | 'formerReviewer' | 'outcomeReviewer' | 'lockedReviewer' | 'present' | 'actionOwner' | 'physicianLeader' | 'surveyed'; readonly case?: string; readonly kind?: string; readonly type?: string; readonly action?: 'C' | 'R' | 'U' | 'D' | 'E'; readonly outcome?: '0' | '4' | '8' | '12'; readonly compartment?: 'progress' | 'stage' | 'process' | 'number' | 'referral' | 'patientIdentity' | 'subjectIdentity' | 'referrerIdentity' | 'reviewerIdentity' | 'chart' | 'input' | 'assignment' | 'reviewContent' | 'deliberation' | 'determination' | 'feedback' | 'conference' | 'improvement' | 'concern' | 'conflict' | 'statistics' | 'masking'; readonly address?: string; readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: EventPage};
  readonly listExports: {readonly path: null; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: ExportPage};
  readonly exportLog: {readonly path: null; readonly query: null; readonly body: NewExport; readonly reply: Blob};
  readonly listFindings: {readonly path: null; readonly query: {readonly state?: 'open' | 'explained' | 'confirmed'; readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: FindingPage};
  readonly seekUnusualAccess: {readonly path: null; readonly query: null; readonly body: FindingTime; readonly reply: Found};
  readonly changeFinding: {readonly path: {readonly id: string}; readonly query: null; readonly body: FindingState; readonly reply: null};
  readonly showLogKey: {readonly path: null; readonly query: null; readonly body: null; readonly reply: string};
  readonly listReports: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (SavedReport)[]};
  readonly saveReport: {readonly path: null; readonly query: null; readonly body: NewReport; readonly reply: Entered};
  readonly removeReport: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly runReport: {readonly path: {readonly id: string}; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: EventPage};
  readonly seenBy: {readonly path: {readonly id: string}; readonly query: {readonly from?: string; readonly to?: string}; readonly body: null; readonly reply: Sightings};
  readonly showTile: {readonly path: {readonly path: string}; readonly query: null; readonly body: null; readonly reply: Blob};
  readonly showLogVerification: {readonly path: null; readonly query: null; readonly body: null; readonly reply: LogVerification};
  readonly beginLogVerification: {readonly path: null; readonly query: null; readonly body: null; readonly reply: LogVerification};
  readonly whoSaw: {readonly path: {readonly id: string}; readonly query: {readonly from?: string; readonly to?: string}; readonly body: null; readonly reply: Sightings};
  readonly listBrokenGlass: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Glass)[]};
  readonly breakGlass: {readonly path: null; readonly query: null; readonly body: NewGlass; readonly reply: BrokenGlass};
  readonly endBrokenGlass: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly showCalendar: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Calendar};
  readonly setHolidays: {readonly path: null; readonly query: null; readonly body: Holidays; readonly reply: Calendar};
  readonly listCases: {readonly path: null; readonly query: {readonly limit?: number; readonly cursor?: string; readonly state?: string; readonly settled?: 'true' | 'false'; readonly programme?: string; readonly turn?: 'mine'; readonly referred?: 'mine'}; readonly body: null; readonly reply: CasePage};
  readonly referCase: {readonly path: null; readonly query: null; readonly body: Referral; readonly reply: Case};
  readonly importReferrals: {readonly path: null; readonly query: null; readonly body: ReferralFile; readonly reply: ReferralsReport};
  readonly listReferralColumns: {readonly path: null; readonly query: {readonly programme: string}; readonly body: null; readonly reply: ReferralColumns};
  readonly previewReferral: {readonly path: null; readonly query: null; readonly body: Referral; readonly reply: Preview};
  readonly showCase: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Case};
  readonly performAction: {readonly path: {readonly id: string}; readonly query: null; readonly body: Action; readonly reply: ActionReply};
  readonly previewAction: {readonly path: {readonly id: string}; readonly query: null; readonly body: PreviewRequest; readonly reply: Preview};
  readonly showChart: {readonly path: {readonly id: string}; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: ChartPage};
  readonly downloadDocument: {readonly path: {readonly id: string; readonly documentId: string}; readonly query: null; readonly body: null; readonly reply: Blob};
  readonly listConflicts: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: readonly (Conflict)[]};
  readonly declareConflict: {readonly path: {readonly id: string}; readonly query: null; readonly body: Declaration; readonly reply: Declared};
  readonly decideConflict: {readonly path: {readonly id: string}; readonly query: null; readonly body: ConflictDecision; readonly reply: Decided};
  readonly couldReview: {readonly path: {readonly id: string; readonly person: string}; readonly query: null; readonly body: null; readonly reply: Clearance};
  readonly secondConflict: {readonly path: {readonly id: string}; readonly query: null; readonly body: SecondWord; readonly reply: null};
  readonly downloadDeidentifiedCopy: {readonly path: {readonly id: string}; readonly query: {readonly for: 'conference' | 'teaching' | 'registry' | 'patientSafetyOrganization'}; readonly body: null; readonly reply: Blob};
  readonly showDraft: {readonly path: {readonly id: string; readonly type: string}; readonly query: null; readonly body: null; readonly reply: Draft | null};
  readonly saveDraft: {readonly path: {readonly id: string; readonly type: string}; readonly query: null; readonly body: DraftData; readonly reply: Draft};
  readonly showHistory: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: History};
  readonly recordPrint: {readonly path: {readonly id: string}; readonly query: null; readonly body: Print; readonly reply: null};
  readonly downloadReport: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Blob};
  readonly uploadFile: {readonly path: {readonly id: string; readonly type: string}; readonly query: null; readonly body: FormData; readonly reply: UploadReply};
  readonly listConcerns: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Concerns};
  readonly showHealth: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Health};
  readonly listInbox: {readonly path: null; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: InboxPage};
  readonly listMailFailures: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (MailFailure)[]};
  readonly markNoticeRead: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Readonly<Record<string, unknown>>};
  readonly showInstrument: {readonly path: {readonly id: string; readonly version: string}; readonly query: null; readonly body: null; readonly reply: Instrument};
  readonly watch: {readonly path: null; readonly query: null; readonly body: null; readonly reply: string};
  readonly listPeople: {readonly path: null; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: PeoplePage};
  readonly enterPerson: {readonly path: null; readonly query: null; readonly body: NewPerson; readonly reply: Created};
  readonly importPeople: {readonly path: null; readonly query: null; readonly body: Import; readonly reply: ImportReport};
  readonly showPerson: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: ListedPerson};
  readonly changeAccess: {readonly path: {readonly id: string}; readonly query: null; readonly body: Access; readonly reply: null};
  readonly invitePerson: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly listPrivilegeTexts: {readonly path: null; readonly query: null; readonly body: null; readonly reply: PrivilegeLibrary};
  readonly showPrivilegeNotice: {readonly path: null; readonly query: null; readonly body: null; readonly reply: PrivilegeNotice};
  readonly enterPrivilegeText: {readonly path: null; readonly query: null; readonly body: NewPrivilegeText; readonly reply: EnteredText};
  readonly approvePrivilegeText: {readonly path: {readonly id: string}; readonly query: null; readonly body: Approval; readonly reply: null};
  readonly listProductions: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Production)[]};
  readonly recordProduction: {readonly path: null; readonly query: null; readonly body: NewProduction; readonly reply: NewProductionMade};
  readonly listProducible: {readonly path: null; readonly query: {readonly cases: string}; readonly body: null; readonly reply: readonly (Candidate)[]};
  readonly showProduction: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: ShownProduction};
  readonly exportPrivilegeLog: {readonly path: {readonly id: string}; readonly query: null; readonly body: PrivilegeLogFormat; readonly reply: Blob};
  readonly listProgrammes: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Programme)[]};
  readonly showSpaceEntry: {readonly path: {readonly case: string}; readonly query: null; readonly body: null; readonly reply: SpaceEntry};
  readonly listSpaceExits: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (SpaceExit)[]};
  readonly removeFromSpace: {readonly path: null; readonly query: null; readonly body: NewRemoval; readonly reply: Removed};
  readonly endIdentity: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly listOrganisationNames: {readonly path: null; readonly query: null; readonly body: null; readonly reply: RegisteredNames};
  readonly setAlias: {readonly path: null; readonly query: null; readonly body: Alias; readonly reply: null};
  readonly setPlaceholder: {readonly path: null; readonly query: null; readonly body: Placeholder; readonly reply: null};
  readonly showRegistered: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: RegisteredPerson};
  readonly addIdentity: {readonly path: {readonly id: string}; readonly query: null; readonly body: NewIdentity; readonly reply: Added};
  readonly setPracticeGroup: {readonly path: {readonly id: string}; readonly query: null; readonly body: PracticeGroup; readonly reply: null};
  readonly addTie: {readonly path: null; readonly query: null; readonly body: NewTie; readonly reply: Added};
  readonly endTie: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly listDisposals: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Disposal)[]};
  readonly requestDisposal: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Entered};
  readonly showDisposal: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: ShownDisposal};
  readonly approveDisposal: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Entered};
  readonly showCertificate: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Certificate};
  readonly downloadCertificate: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Blob};
  readonly executeDisposal: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: Disposed};
  readonly dryRunDisposal: {readonly path: null; readonly query: {readonly limit?: number; readonly cursor?: string}; readonly body: null; readonly reply: JudgedCaseList};
  readonly listHolds: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Hold)[]};
  readonly placeHold: {readonly path: null; readonly query: null; readonly body: NewHold; readonly reply: Entered};
  readonly releaseHold: {readonly path: {readonly id: string}; readonly query: null; readonly body: Reason; readonly reply: Released};
  readonly listPolicies: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Policy)[]};
  readonly enterPolicy: {readonly path: null; readonly query: null; readonly body: NewPolicy; readonly reply: Entered};
  readonly endRole: {readonly path: null; readonly query: null; readonly body: Role; readonly reply: null};
  readonly listRoleProposals: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Proposal)[]};
  readonly proposeRole: {readonly path: null; readonly query: null; readonly body: Role; readonly reply: Created};
  readonly decideRoleProposal: {readonly path: {readonly id: string}; readonly query: null; readonly body: Decision; readonly reply: null};
  readonly showSession: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Session};
  readonly signIn: {readonly path: null; readonly query: null; readonly body: SignIn; readonly reply: Session};
  readonly signOut: {readonly path: null; readonly query: null; readonly body: null; readonly reply: null};
  readonly showAttestation: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Attestation};
  readonly attest: {readonly path: null; readonly query: null; readonly body: Attest; readonly reply: Attested};
  readonly confirmSession: {readonly path: null; readonly query: null; readonly body: Confirm; readonly reply: Session};
  readonly confirmSessionByPasskey: {readonly path: null; readonly query: null; readonly body: PasskeyAnswer; readonly reply: Session};
  readonly listSecondFactors: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Factors};
  readonly addPasskey: {readonly path: null; readonly query: null; readonly body: NewPasskey; readonly reply: AddedPasskey};
  readonly beginPasskey: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Readonly<Record<string, unknown>>};
  readonly renewRecoveryCodes: {readonly path: null; readonly query: null; readonly body: null; readonly reply: RecoveryCodes};
  readonly beginAuthenticator: {readonly path: null; readonly query: null; readonly body: FactorName; readonly reply: BegunTotp};
  readonly confirmAuthenticator: {readonly path: {readonly id: string}; readonly query: null; readonly body: Code; readonly reply: RecoveryCodes};
  readonly renameSecondFactor: {readonly path: {readonly id: string}; readonly query: null; readonly body: FactorName; readonly reply: null};
  readonly endSecondFactor: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly askForPasskey: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Readonly<Record<string, unknown>>};
  readonly changePassword: {readonly path: null; readonly query: null; readonly body: NewPassword; readonly reply: null};
  readonly showIdentityProvider: {readonly path: null; readonly query: null; readonly body: null; readonly reply: Provider};
  readonly beginProviderSignIn: {readonly path: null; readonly query: null; readonly body: ProviderSignIn; readonly reply: ProviderLocation};
  readonly finishProviderSignIn: {readonly path: null; readonly query: null; readonly body: null; readonly reply: null};
  readonly proveSecondFactor: {readonly path: null; readonly query: null; readonly body: Code; readonly reply: Session};
  readonly provePasskey: {readonly path: null; readonly query: null; readonly body: PasskeyAnswer; readonly reply: Session};
  readonly listTokens: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (Token)[]};
  readonly makeToken: {readonly path: null; readonly query: null; readonly body: TokenOrder; readonly reply: NewToken};
  readonly endToken: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly listSessions: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (OwnSession)[]};
  readonly endSessions: {readonly path: null; readonly query: null; readonly body: null; readonly reply: null};
  readonly endSession: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly setUp: {readonly path: null; readonly query: null; readonly body: SetUp; readonly reply: null};
  readonly showSignInRules: {readonly path: null; readonly query: null; readonly body: null; readonly reply: SignInRules};
  readonly listViews: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (SavedView)[]};
  readonly saveView: {readonly path: null; readonly query: null; readonly body: NewView; readonly reply: SavedView};
  readonly changeView: {readonly path: {readonly id: string}; readonly query: null; readonly body: NewView; readonly reply: SavedView};
  readonly deleteView: {readonly path: {readonly id: string}; readonly query: null; readonly body: null; readonly reply: null};
  readonly listWorkflows: {readonly path: null; readonly query: null; readonly body: null; readonly reply: readonly (WorkflowSummary)[]};
  readonly showWorkflowVersion: {readonly path: {readonly id: string; readonly version: string}; readonly query: null; readonly body: null; readonly reply: WorkflowDefinition};
}

/** Method and path of each operation. */
export const places = {
  choosePassword: ['POST', '/api/account/password'],
  askForRecovery: ['POST', '/api/account/recovery'],
  listAttestations: ['GET', '/api/attestations'],
  enterAttestationText: ['PUT', '/api/attestations/text'],
  showCheckpoint: ['GET', '/api/audit/checkpoint'],
  searchLog: ['GET', '/api/audit/events'],
  listExports: ['GET', '/api/audit/exports'],
  exportLog: ['POST', '/api/audit/exports'],
  listFindings: ['GET', '/api/audit/findings'],
  seekUnusualAccess: ['POST', '/api/audit/findings/search'],
  changeFinding: ['POST', '/api/audit/findings/{id}/state'],
  showLogKey: ['GET', '/api/audit/key'],
  listReports: ['GET', '/api/audit/reports'],
  saveReport: ['POST', '/api/audit/reports'],
  removeReport: ['DELETE', '/api/audit/reports/{id}'],
  runReport: ['GET', '/api/audit/reports/{id}/events'],
  seenBy: ['GET', '/api/audit/seen-by/{id}'],
  showTile: ['GET', '/api/audit/tile/{path}'],
  showLogVerification: ['GET', '/api/audit/verification'],
  beginLogVerification: ['POST', '/api/audit/verification'],
  whoSaw: ['GET', '/api/audit/who-saw/{id}'],
  listBrokenGlass: ['GET', '/api/broken-glass'],
  breakGlass: ['POST', '/api/broken-glass'],
  endBrokenGlass: ['POST', '/api/broken-glass/{id}/end'],
  showCalendar: ['GET', '/api/calendar'],
  setHolidays: ['PUT', '/api/calendar/holidays'],
  listCases: ['GET', '/api/cases'],
  referCase: ['POST', '/api/cases'],
  importReferrals: ['POST', '/api/cases/import'],
  listReferralColumns: ['GET', '/api/cases/import/columns'],
  previewReferral: ['POST', '/api/cases/preview'],
  showCase: ['GET', '/api/cases/{id}'],
  performAction: ['POST', '/api/cases/{id}/actions'],
  previewAction: ['POST', '/api/cases/{id}/actions/preview'],
  showChart: ['GET', '/api/cases/{id}/chart'],
  downloadDocument: ['GET', '/api/cases/{id}/chart/documents/{documentId}'],
  listConflicts: ['GET', '/api/cases/{id}/conflicts'],
  declareConflict: ['POST', '/api/cases/{id}/conflicts'],
  decideConflict: ['POST', '/api/cases/{id}/conflicts/decisions'],
  couldReview: ['GET', '/api/cases/{id}/conflicts/people/{person}'],
  secondConflict: ['POST', '/api/cases/{id}/conflicts/seconds'],
  downloadDeidentifiedCopy: ['GET', '/api/cases/{id}/deidentified.pdf'],
  showDraft: ['GET', '/api/cases/{id}/drafts/{type}'],
  saveDraft: ['PUT', '/api/cases/{id}/drafts/{type}'],
  showHistory: ['GET', '/api/cases/{id}/history'],
  recordPrint: ['POST', '/api/cases/{id}/prints'],
  downloadReport: ['GET', '/api/cases/{id}/report.pdf'],
  uploadFile: ['POST', '/api/cases/{id}/uploads/{type}'],
  listConcerns: ['GET', '/api/concerns'],
  showHealth: ['GET', '/api/health'],
  listInbox: ['GET', '/api/inbox'],
  listMailFailures: ['GET', '/api/inbox/failures'],
  markNoticeRead: ['POST', '/api/inbox/{id}/read'],
  showInstrument: ['GET', '/api/instruments/{id}/versions/{version}'],
  watch: ['GET', '/api/live'],
  listPeople: ['GET', '/api/people'],
  enterPerson: ['POST', '/api/people'],
  importPeople: ['POST', '/api/people/import'],
  showPerson: ['GET', '/api/people/{id}'],
  changeAccess: ['POST', '/api/people/{id}/access'],
  invitePerson: ['POST', '/api/people/{id}/invitation'],
  listPrivilegeTexts: ['GET', '/api/privilege'],
  showPrivilegeNotice: ['GET', '/api/privilege/notice'],
  enterPrivilegeText: ['POST', '/api/privilege/texts'],
  approvePrivilegeText: ['POST', '/api/privilege/texts/{id}/approval'],
  listProductions: ['GET', '/api/productions'],
  recordProduction: ['POST', '/api/productions'],
  listProducible: ['GET', '/api/productions/records'],
  showProduction: ['GET', '/api/productions/{id}'],
  exportPrivilegeLog: ['POST', '/api/productions/{id}/privilege-log'],
  listProgrammes: ['GET', '/api/programmes'],
  showSpaceEntry: ['GET', '/api/protected-space/entries/{case}'],
  listSpaceExits: ['GET', '/api/protected-space/exits'],
  removeFromSpace: ['POST', '/api/protected-space/removals'],
  endIdentity: ['POST', '/api/registry/identities/{id}/end'],
  listOrganisationNames: ['GET', '/api/registry/organisations'],
  setAlias: ['PUT', '/api/registry/organisations/aliases'],
  setPlaceholder: ['PUT', '/api/registry/organisations/placeholders'],
  showRegistered: ['GET', '/api/registry/people/{id}'],
  addIdentity: ['POST', '/api/registry/people/{id}/identities'],
  setPracticeGroup: ['PUT', '/api/registry/people/{id}/practice-group'],
  addTie: ['POST', '/api/registry/ties'],
  endTie: ['POST', '/api/registry/ties/{id}/end'],
  listDisposals: ['GET', '/api/retention/disposals'],
  requestDisposal: ['POST', '/api/retention/disposals'],
  showDisposal: ['GET', '/api/retention/disposals/{id}'],
  approveDisposal: ['POST', '/api/retention/disposals/{id}/approve'],
  showCertificate: ['GET', '/api/retention/disposals/{id}/certificate'],
  downloadCertificate: ['GET', '/api/retention/disposals/{id}/certificate.pdf'],
  executeDisposal: ['POST', '/api/retention/disposals/{id}/execute'],
  dryRunDisposal: ['GET', '/api/retention/dry-run'],
  listHolds: ['GET', '/api/retention/holds'],
  placeHold: ['POST', '/api/retention/holds'],
  releaseHold: ['POST', '/api/retention/holds/{id}/release'],
  listPolicies: ['GET', '/api/retention/policies'],
  enterPolicy: ['POST', '/api/retention/policies'],
  endRole: ['POST', '/api/roles/endings'],
  listRoleProposals: ['GET', '/api/roles/proposals'],
  proposeRole: ['POST', '/api/roles/proposals'],
  decideRoleProposal: ['POST', '/api/roles/proposals/{id}/decision'],
  showSession: ['GET', '/api/session'],
  signIn: ['POST', '/api/session'],
  signOut: ['DELETE', '/api/session'],
  showAttestation: ['GET', '/api/session/attestation'],
  attest: ['POST', '/api/session/attestation'],
  confirmSession: ['POST', '/api/session/confirm'],
  confirmSessionByPasskey: ['POST', '/api/session/confirm/passkey'],
  listSecondFactors: ['GET', '/api/session/factors'],
  addPasskey: ['POST', '/api/session/factors/passkeys'],
  beginPasskey: ['POST', '/api/session/factors/passkeys/options'],
  renewRecoveryCodes: ['POST', '/api/session/factors/recovery-codes'],
  beginAuthenticator: ['POST', '/api/session/factors/totp'],
  confirmAuthenticator: ['POST', '/api/session/factors/totp/{id}'],
  renameSecondFactor: ['PATCH', '/api/session/factors/{id}'],
  endSecondFactor: ['DELETE', '/api/session/factors/{id}'],
  askForPasskey: ['POST', '/api/session/passkey/options'],
  changePassword: ['PUT', '/api/session/password'],
  showIdentityProvider: ['GET', '/api/session/provider'],
  beginProviderSignIn: ['POST', '/api/session/provider'],
  finishProviderSignIn: ['GET', '/api/session/provider/callback'],
  proveSecondFactor: ['POST', '/api/session/second-factor'],
  provePasskey: ['POST', '/api/session/second-factor/passkey'],
  listTokens: ['GET', '/api/session/tokens'],
  makeToken: ['POST', '/api/session/tokens'],
  endToken: ['DELETE', '/api/session/tokens/{id}'],
  listSessions: ['GET', '/api/sessions'],
  endSessions: ['DELETE', '/api/sessions'],
  endSession: ['DELETE', '/api/sessions/{id}'],
  setUp: ['POST', '/api/set-up'],
  showSignInRules: ['GET', '/api/sign-in-rules'],
  listViews: ['GET', '/api/views'],
  saveView: ['POST', '/api/views'],
  changeView: ['PUT', '/api/views/{id}'],
  deleteView: ['DELETE', '/api/views/{id}'],
  listWorkflows: ['GET', '/api/workflows'],
  showWorkflowVersion: ['GET', '/api/workflows/{id}/versions/{version}'],
} as const;

