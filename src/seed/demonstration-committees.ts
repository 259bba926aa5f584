import type {NewCommittee} from '../committees';

const privilege = (committee: string): string =>
  `Confidential peer review material, prepared for the ${committee} to evaluate and improve the quality of care; protected by the peer review statute of the state and, where reported to a patient safety organisation, by 42 CFR Part 3. Do not file in the medical record. Unauthorised disclosure is prohibited. (Example text, to be approved by counsel.)`;

const committee = (
  name: string,
  programme: string,
  {byDefault = true, quorum = 3}: {byDefault?: boolean; quorum?: number} = {},
): NewCommittee => ({name, programme, byDefault, quorum, privilegeText: privilege(name)});

/** Committees of the demonstration by the key under which people hold offices in them; one by default a programme. */
export const demonstrationCommittees = {
  medicine: committee('Peer Review Committee of Medicine', 'peer-review'),
  surgery: committee('Peer Review Committee of Surgery', 'peer-review', {byDefault: false}),
  learning: committee('Peer Learning Group', 'peer-learning'),
  rules: committee('Committee on Rules of Care', 'rule-follow-up', {quorum: 1}),
  conference: committee('Morbidity and Mortality Conference', 'case-conference'),
} as const;

export type CommitteeKey = keyof typeof demonstrationCommittees;
