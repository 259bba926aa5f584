import {foreignVersionOf} from './foreign-version';

test.each([
  ['MedicationOrder', {}, 'DSTU2'],
  ['DiagnosticOrder', {}, 'DSTU2'],
  ['ProcedureRequest', {}, 'STU3'],
  ['Observation', {comments: 'x'}, 'DSTU2'],
  ['Observation', {related: []}, 'STU3'],
  ['Condition', {clinicalStatus: 'active'}, 'STU3'],
  ['AllergyIntolerance', {verificationStatus: 'confirmed'}, 'STU3'],
  ['Encounter', {class: 'inpatient'}, 'DSTU2'],
  ['Encounter', {class: [{coding: []}]}, 'R5'],
  ['Patient', {name: [{family: ['Testerly']}]}, 'DSTU2'],
  ['MedicationRequest', {requester: {agent: {}}}, 'STU3'],
  ['MedicationRequest', {medication: {concept: {}}}, 'R5'],
  ['DiagnosticReport', {performer: [{actor: {}}]}, 'STU3'],
  ['Claim', {item: [{service: {text: 'Visit'}}]}, 'STU3'],
  ['ExplanationOfBenefit', {information: []}, 'STU3'],
  ['Bundle', {meta: {fhirVersion: '3.0.2'}}, 'STU3'],
  ['Bundle', {fhirVersion: '1.0.2'}, 'DSTU2'],
  ['Goal', {meta: {profile: ['http://hl7.org/fhir/STU3/goal.html']}}, 'STU3'],
  ['Goal', {meta: {fhirVersion: '5.0.0'}}, 'R5'],
])('%s %j gives away %s%s', (type, resource, version) => {
  expect(foreignVersionOf(type, resource)?.version).toBe(version);
});

test.each([
  ['Observation', {note: [], encounter: {}}],
  ['Condition', {clinicalStatus: {coding: []}}],
  ['Encounter', {class: {code: 'IMP'}}],
  [
    'Patient',
    {name: [{family: 'Testerly'}], meta: {fhirVersion: '4.0.1', profile: ['http://hl7.org/fhir/R4/patient']}},
  ],
  ['MedicationRequest', {requester: {reference: 'Practitioner/1'}}],
  ['MedicationAdministration', {context: {}}],
  ['DiagnosticReport', {performer: [{reference: 'Practitioner/1'}]}],
  ['Claim', {item: [{productOrService: {text: 'Visit'}}]}],
])('%s %j speaks for R4', (type, resource) => {
  expect(foreignVersionOf(type, resource)).toBeNull();
});
