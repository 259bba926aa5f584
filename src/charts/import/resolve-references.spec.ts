import {aBundle, observation, patient, read} from '../../../test/support/bundles';
import type {Resource} from '../../../test/support/bundles';

test('references resolve whether their target comes before or after, by urn, by id or by address', async () => {
  const json = JSON.stringify({
    entry: [
      {fullUrl: 'urn:uuid:A1', resource: {...patient, id: 'p'}},
      {
        resource: {
          resourceType: 'MedicationRequest',
          id: 'm',
          subject: {reference: 'urn:uuid:a1'},
          encounter: {reference: 'https://host.test/fhir/Encounter/e/_history/2'},
          medicationReference: {reference: 'Medication/d'},
          requester: {reference: 'PractitionerRole/r'},
        },
      },
      {resource: {resourceType: 'Medication', id: 'd', code: {text: 'Warfarin'}}},
      {resource: {resourceType: 'Encounter', id: 'e', subject: {reference: 'Patient/p'}}},
      {
        resource: {
          resourceType: 'PractitionerRole',
          id: 'r',
          practitioner: {reference: 'Practitioner/q'},
          code: [{text: 'Surgeon'}],
        },
      },
      {
        resource: {
          resourceType: 'Practitioner',
          id: 'q',
          name: [{family: 'Mockridge', given: ['Lu']}],
          identifier: [{system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893'}],
        },
      },
    ],
    type: 'transaction',
    resourceType: 'Bundle',
  });
  const {entries, reading} = await read(json);
  const order = entries.find(({id}) => id === 'MedicationRequest/m');
  expect(order).toMatchObject({
    title: 'Warfarin',
    encounter: 'Encounter/e',
    performers: ['PractitionerRole/r'],
  });
  expect(reading.participants).toContainEqual({
    key: 'PractitionerRole/r',
    npi: '1234567893',
    name: 'Lu Mockridge',
    roles: ['Surgeon', 'requester'],
  });
  expect(reading.danglingReferences).toBe(0);
  expect(reading.faultCount).toBe(0);
});

test('when too much waits, entries leave with the reference as written, but never without their title', async () => {
  const order = {
    resourceType: 'MedicationRequest',
    id: 'm',
    medicationReference: {reference: 'Medication/d'},
  };
  const late = [
    {resourceType: 'Encounter', id: 'e'},
    {resourceType: 'Medication', id: 'd', code: {text: 'Heparin'}},
  ];
  const waiting = observation({encounter: {reference: 'Encounter/e'}});
  const {entries} = await read(aBundle([patient, order, waiting, ...late]), {maxWaitingBytes: 10});
  expect(entries.map(({id}) => id)).toEqual(['Observation/o', 'Encounter/e', 'MedicationRequest/m']);
  expect(entries[0]?.encounter).toBe('Encounter/e');
  expect(entries[2]?.title).toBe('Heparin');
});

test('contained medicines and people are found; organisations, patients and placeholders are no participants', async () => {
  const resource = {
    resourceType: 'MedicationAdministration',
    id: 'm',
    contained: [
      {resourceType: 'Medication', id: 'd', code: {text: 'Insulin'}},
      {resourceType: 'Practitioner', id: 'n', name: [{text: 'Nurse Inventado'}]},
    ],
    medicationReference: {reference: '#d'},
    performer: [
      {actor: {reference: '#n'}},
      {actor: {reference: '#gone'}},
      {actor: {reference: 'Organization/1'}},
      {actor: {display: 'Unknown'}},
      {actor: {display: 'Dr. Only Shown'}},
      {actor: {display: 'The Clinic', type: 'Organization'}},
      {
        actor: {
          reference: 'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1234567893',
          display: 'Dr. Sought',
        },
      },
    ],
  };
  const {entries, reading} = await read(aBundle([patient, resource]));
  expect(entries[0]).toMatchObject({title: 'Insulin', detail: {act: 'given'}});
  expect(reading.participants.map(({name, npi}) => [name, npi])).toEqual([
    ['Nurse Inventado', null],
    ['Dr. Only Shown', null],
    ['Dr. Sought', '1234567893'],
  ]);
  expect(entries[0]?.performers).toEqual(reading.participants.map(({key}) => key));
  expect(reading.danglingReferences).toBe(2);
});

test('circles and references to nothing are counted and end', async () => {
  const encounter = (id: string, parent: string): Resource => ({
    resourceType: 'Encounter',
    id,
    partOf: {reference: `Encounter/${parent}`},
  });
  const {reading} = await read(
    aBundle([patient, encounter('a', 'b'), encounter('b', 'a'), encounter('c', 'c'), encounter('d', 'x')]),
  );
  expect(reading.faults.filter(({code}) => code === 'reference_cycle')).toHaveLength(2);
  expect(reading.danglingReferences).toBe(1);
});

test('the same id on another server is another resource', async () => {
  const at = (server: string, resource: Resource): Resource => ({
    fullUrl: `https://${server}.test/Encounter/e`,
    resource,
  });
  const encounter = {resourceType: 'Encounter', id: 'e'};
  const seen = (server: string): Resource =>
    observation({id: server, encounter: {reference: `https://${server}.test/Encounter/e`}});
  const entry = [
    {resource: patient},
    at('a', encounter),
    at('b', encounter),
    ...['a', 'b', 'c'].map((one) => ({resource: seen(one)})),
  ];
  const {entries, reading} = await read(JSON.stringify({resourceType: 'Bundle', entry}));
  const found = entries.filter(({kind}) => kind === 'observation').map(({encounter: id}) => id);
  expect(found).toEqual(['Encounter/e', 'entry-2', null]);
  expect(reading.danglingReferences).toBe(1);
});

test('whoever is mentioned early, under another form of the reference, still gets a name', async () => {
  const practitioner = {resourceType: 'Practitioner', id: 'q', name: [{text: 'Dr. Late'}]};
  const early = observation({performer: [{reference: 'Practitioner/q'}]});
  const entry = [patient, early].map((resource) => ({resource}));
  const json = JSON.stringify({
    resourceType: 'Bundle',
    entry: [...entry, {fullUrl: 'urn:uuid:1', resource: practitioner}],
  });
  const {entries, reading} = await read(json, {maxWaitingBytes: 1});
  const names = reading.participants
    .filter(({key}) => entries[0]?.performers.includes(key))
    .map(({name}) => name);
  expect(names).toEqual(['Dr. Late']);
});
