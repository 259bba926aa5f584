import {npiFrom} from '../charts';
import type {GrantableRole} from '../identity';
import type {CommitteeKey} from './demonstration-committees';

export interface DemonstrationPerson {
  /** Before `@demo.test`. */
  readonly key: string;
  readonly name: string;
  readonly specialty?: string;
  readonly department?: string;
  readonly group?: string;
  /** First nine digits; the tenth is the check digit. */
  readonly npi?: string;
  readonly roles?: readonly GrantableRole[];
  /** Offices by the committee's key. */
  readonly offices?: Readonly<Partial<Record<CommitteeKey, 'chair' | 'viceChair' | 'member'>>>;
}

export const PASSWORD = 'collegium-demonstration';

const practising = (person: DemonstrationPerson): DemonstrationPerson => ({
  ...person,
  roles: ['physician', ...(person.roles ?? [])],
});

/**
 * Everybody in the demonstration organisation. Reviewers three to six and four members of the committee of medicine
 * share neither practice group nor chart with `physician@`; reviewer one shares the group, reviewer two the charts.
 */
export const demonstrationPeople: readonly DemonstrationPerson[] = [
  {key: 'staff', name: 'Robin Castellanos, RN', department: 'Medicine, ward 4', npi: '100000200'},
  {key: 'coordinator', name: 'Ingrid Solheim', department: 'Quality office', roles: ['coordinator']},
  practising({
    key: 'chair',
    name: 'Dr Amara Okonkwo',
    specialty: 'Internal medicine',
    group: 'University faculty',
    npi: '100000011',
    offices: {
      medicine: 'chair',
      surgery: 'viceChair',
      learning: 'chair',
      rules: 'chair',
      conference: 'chair',
    },
  }),
  practising({
    key: 'vicechair',
    name: 'Dr Henrik Vasquez',
    specialty: 'General surgery',
    group: 'Riverside surgeons',
    npi: '100000022',
    offices: {
      medicine: 'viceChair',
      surgery: 'chair',
      learning: 'viceChair',
      rules: 'viceChair',
      conference: 'viceChair',
    },
  }),
  practising({
    key: 'member1',
    name: 'Dr Lucia Ferrante',
    specialty: 'Cardiology',
    group: 'University faculty',
    npi: '100000033',
    offices: {medicine: 'member', learning: 'member', conference: 'member'},
  }),
  practising({
    key: 'member2',
    name: 'Dr Samuel Adeyemi',
    specialty: 'Intensive care',
    group: 'Critical care associates',
    npi: '100000044',
    offices: {medicine: 'member', surgery: 'member', learning: 'member', conference: 'member'},
  }),
  practising({
    key: 'member3',
    name: 'Dr Mei-Ling Zhou',
    specialty: 'Emergency medicine',
    group: 'Critical care associates',
    npi: '100000055',
    offices: {medicine: 'member', surgery: 'member', learning: 'member', conference: 'member'},
  }),
  practising({
    key: 'member4',
    name: 'Dr Patrick O’Rourke',
    specialty: 'Family medicine',
    group: 'Harbour internists',
    npi: '100000066',
    offices: {medicine: 'member', surgery: 'member', learning: 'member', conference: 'member'},
  }),
  practising({
    key: 'reviewer1',
    name: 'Dr Nadia Haddad',
    specialty: 'Internal medicine',
    group: 'Harbour internists',
    npi: '100000077',
    roles: ['reviewer'],
  }),
  practising({
    key: 'reviewer2',
    name: 'Dr Tomasz Lewandowski',
    specialty: 'Pulmonology',
    group: 'University faculty',
    npi: '100000088',
    roles: ['reviewer'],
  }),
  practising({
    key: 'reviewer3',
    name: 'Dr Priya Raman',
    specialty: 'Internal medicine',
    group: 'University faculty',
    npi: '100000099',
    roles: ['reviewer'],
  }),
  practising({
    key: 'reviewer4',
    name: 'Dr Jonas Lindqvist',
    specialty: 'Cardiology',
    group: 'Heart centre',
    npi: '100000101',
    roles: ['reviewer'],
  }),
  practising({
    key: 'reviewer5',
    name: 'Dr Grace Mbeki',
    specialty: 'General surgery',
    group: 'Riverside surgeons',
    npi: '100000112',
    roles: ['reviewer'],
  }),
  practising({
    key: 'reviewer6',
    name: 'Dr Elif Yıldız',
    specialty: 'Emergency medicine',
    group: 'Critical care associates',
    npi: '100000123',
    roles: ['reviewer'],
  }),
  practising({
    key: 'physician',
    name: 'Dr Daniel Whitcombe',
    specialty: 'Internal medicine',
    department: 'Medicine',
    group: 'Harbour internists',
    npi: '100000134',
  }),
  practising({
    key: 'physician2',
    name: 'Dr Sofia Marchetti',
    specialty: 'General surgery',
    department: 'Surgery',
    group: 'Northgate surgeons',
    npi: '100000145',
  }),
  practising({
    key: 'physician3',
    name: 'Dr Kwame Boateng',
    specialty: 'Hospital medicine',
    department: 'Medicine',
    group: 'Inpatient partners',
    npi: '100000156',
  }),
  {key: 'leader', name: 'Dr Ruth Abernathy', specialty: 'Chief medical officer', roles: ['physicianLeader']},
  {key: 'compliance', name: 'Marcus Feld', department: 'Compliance', roles: ['compliance']},
  {key: 'compliance2', name: 'Yuki Tanabe', department: 'Compliance', roles: ['compliance']},
  {key: 'admin', name: 'Alex Novak', department: 'Information technology', roles: ['administrator']},
];

/** The ten-digit identifier of a person of the demonstration, or null. */
export const npiOf = ({npi}: DemonstrationPerson): string | null => (npi === undefined ? null : npiFrom(npi));
