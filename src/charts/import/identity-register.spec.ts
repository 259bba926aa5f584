import {IdentityRegister} from './identity-register';

test('whatever tells who the patient is comes together from every resource', () => {
  const register = new IdentityRegister();
  register.take('Patient', {
    name: [{given: ['Dana'], family: 'Fictova'}],
    birthDate: '1951-07-19',
    identifier: [{value: 'MRN1'}],
    telecom: [{value: '617-555-0199'}],
    address: [{line: ['1 Way'], city: 'Town', district: 'Shire', postalCode: '02188', text: 'whole'}, {}],
    contact: [{name: {text: 'Oskar'}, telecom: [{value: '555'}], organization: {display: 'Employer'}}],
    managingOrganization: {display: 'Clinic'},
    contained: [{resourceType: 'RelatedPerson', name: [{text: 'Rosa'}]}, {}],
  });
  register.take('Coverage', {
    resourceType: 'Coverage',
    subscriberId: 'SUB1',
    class: [{value: 'GROUP1'}],
    beneficiary: {display: 'D. Fictova'},
    subscriber: {display: 'Otto'},
    payor: [{display: 'Insurer'}],
  });
  register.take('Device', {
    serialNumber: 'SER1',
    udiCarrier: [{carrierHRF: 'UDI1', deviceIdentifier: 'DI1'}],
  });
  register.take('Encounter', {
    resourceType: 'Encounter',
    class: {value: 'IMP'},
    identifier: [{value: 'VIS1'}],
    location: [{location: {display: 'Ward 4'}}],
  });
  register.take('Practitioner', {name: [{text: 'Dr X'}], identifier: [{value: 'NPI'}]});
  register.take('Organization', {name: 'Hospital', identifier: [{value: 'ORG'}]});
  expect(register.all()).toEqual({
    patient: {
      names: ['Dana Fictova', 'D. Fictova'],
      contacts: ['Rosa', 'Oskar', 'Employer', 'Otto'],
      numbers: ['617-555-0199', '555', 'MRN1', 'SUB1', 'GROUP1', 'SER1', 'UDI1', 'DI1', 'VIS1'],
      places: ['1 Way', 'whole', 'Town', 'Shire', '02188'],
      birthDates: ['1951-07-19'],
    },
    organisations: ['Clinic', 'Insurer', 'Ward 4', 'Hospital'],
  });
});
