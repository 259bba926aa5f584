import type {ChartWriter} from './chart-writer';

/** Vital signs turn over a night; lactate and antibiotics come late. */
export function missedSepsis(chart: ChartWriter): void {
  chart.encounter({reason: 'Urinary tract infection', code: '68566005', hours: 190, ward: 'Medical ward 4'});
  chart.condition(0, '68566005', 'Urinary tract infection');
  chart.condition(0, '44054006', 'Type 2 diabetes mellitus');
  chart.condition(15, '76571007', 'Septic shock');
  chart.allergy('91936005', 'Allergy to penicillin', 'Generalised rash');
  chart.vitals(0, [92, 128, 74, 18, 37.9, 97]);
  chart.vitals(3, [104, 116, 68, 21, 38.6, 95]);
  chart.vitals(6, [112, 104, 60, 23, 38.9, 94]);
  chart.vitals(9, [121, 92, 52, 26, 38.4, 92]);
  chart.vitals(12, [132, 82, 44, 29, 36, 90]);
  chart.vitals(15, [138, 74, 40, 31, 35.8, 87]);
  chart.vitals(20, [118, 96, 55, 24, 37.2, 95]);
  chart.vitals(44, [94, 118, 68, 18, 37.1, 97]);
  chart.labs(0.5, 'Admission laboratory panel', {
    whiteCells: 14.8,
    creatinine: 1.3,
    potassium: 4.4,
    reactiveProtein: 96,
  });
  chart.labs(12.5, 'Repeat laboratory panel', {
    whiteCells: 23.1,
    creatinine: 2.4,
    lactate: 5.6,
    platelets: 118,
  });
  chart.labs(40, 'Follow-up laboratory panel', {
    whiteCells: 15.2,
    creatinine: 1.6,
    lactate: 1.8,
    platelets: 131,
  });
  chart.medication(1, 'Nitrofurantoin 100 mg oral capsule', '100 mg by mouth twice daily');
  chart.medication(13.5, 'Meropenem 1 g powder for injection', '1 g intravenously every 8 hours');
  chart.given(14.25, 'Meropenem 1 g powder for injection', '1 g intravenously');
  chart.given(14.5, 'Sodium chloride 0.9 % infusion', '2,000 mL over 60 minutes');
  chart.procedure(16, '392230005', 'Insertion of central venous catheter');
  chart.report(1, 'Renal ultrasound', 'No hydronephrosis. No stone seen.');
  chart.report(18, 'Blood culture', 'Escherichia coli in two of two sets, susceptible to meropenem.');
  chart.note(1.5, 0, [
    'Admission note',
    'Dysuria and fever for two days. Looks tired but well perfused. Plan: oral antibiotic, fluids, review in the morning.',
  ]);
  chart.note(9.25, 1, [
    'Nursing note',
    'Early warning score 8. Physician on call informed by telephone; advised to continue observation every three hours.',
  ]);
  chart.note(15.5, 0, [
    'Transfer note',
    'Called to the bedside: hypotensive despite two litres of fluid. Antibiotics changed, transferred to intensive care.',
  ]);
}

/** Warfarin and a new interacting antibiotic; the INR is not repeated until the patient bleeds. */
export function anticoagulationBleed(chart: ChartWriter): void {
  chart.encounter({
    reason: 'Community acquired pneumonia',
    code: '385093006',
    hours: 216,
    ward: 'Medical ward 2',
  });
  chart.condition(0, '385093006', 'Community acquired pneumonia');
  chart.condition(0, '49436004', 'Atrial fibrillation');
  chart.condition(98, '74474003', 'Gastrointestinal haemorrhage');
  chart.vitals(0, [88, 134, 78, 22, 38.3, 93]);
  chart.vitals(24, [84, 130, 76, 20, 37.8, 95]);
  chart.vitals(48, [80, 128, 76, 18, 37.2, 96]);
  chart.vitals(72, [82, 126, 74, 18, 36.9, 96]);
  chart.vitals(97, [118, 98, 58, 22, 36.6, 96]);
  chart.vitals(99, [126, 86, 48, 24, 36.4, 95]);
  chart.vitals(104, [98, 112, 64, 18, 36.7, 97]);
  chart.vitals(128, [82, 124, 72, 16, 36.8, 97]);
  chart.labs(0.5, 'Admission laboratory panel', {inr: 2.4, haemoglobin: 13.4, platelets: 212, creatinine: 1});
  chart.labs(97.5, 'Urgent laboratory panel', {inr: 7.8, haemoglobin: 6.8, platelets: 198, lactate: 3.1});
  chart.labs(106, 'Laboratory panel after transfusion', {
    inr: 1.4,
    haemoglobin: 9.1,
    platelets: 176,
    lactate: 1.4,
  });
  chart.medication(0, 'Warfarin 5 mg oral tablet', '5 mg by mouth once daily, target INR 2 to 3');
  chart.medication(2, 'Clarithromycin 500 mg oral tablet', '500 mg by mouth twice daily for 7 days');
  chart.medication(2, 'Ceftriaxone 1 g powder for injection', '1 g intravenously once daily');
  for (const hour of [10, 34, 58, 82]) chart.given(hour, 'Warfarin 5 mg oral tablet', '5 mg by mouth');
  chart.given(98.5, 'Prothrombin complex concentrate', '2,000 units intravenously');
  chart.given(98.75, 'Phytomenadione 10 mg injection', '10 mg intravenously');
  chart.procedure(102, '76009000', 'Oesophagogastroduodenoscopy with haemostasis');
  chart.report(1, 'Chest radiograph', 'Consolidation of the right lower lobe.');
  chart.report(
    103,
    'Endoscopy',
    'Bleeding ulcer of the gastric antrum, two clips placed, haemostasis achieved.',
  );
  chart.note(1, 0, [
    'Admission note',
    'Pneumonia in a patient on warfarin. Home medication continued. Antibiotics started.',
  ]);
  chart.note(50, 1, [
    'Pharmacy note',
    'Interaction between clarithromycin and warfarin flagged. Daily INR suggested.',
  ]);
  chart.note(98, 0, [
    'Event note',
    'Melaena and collapse. INR 7.8. Anticoagulation reversed, four units transfused.',
  ]);
}

/** Bleeding after a colectomy shows in trends long before the return to theatre. */
export function postoperativeDeterioration(chart: ChartWriter): void {
  chart.encounter({
    reason: 'Malignant tumour of colon',
    code: '363406005',
    hours: 260,
    ward: 'Surgical ward 1',
  });
  chart.condition(0, '363406005', 'Malignant tumour of colon');
  chart.condition(40, '110265006', 'Postoperative haemorrhage');
  chart.procedure(8, '26390003', 'Total colectomy');
  chart.vitals(12, [84, 126, 72, 16, 36.8, 98]);
  chart.vitals(18, [94, 114, 66, 18, 37, 97]);
  chart.vitals(24, [106, 104, 60, 20, 37.1, 96]);
  chart.vitals(30, [116, 96, 56, 22, 36.7, 95]);
  chart.vitals(36, [128, 84, 46, 26, 36.3, 93]);
  chart.vitals(40, [136, 72, 38, 30, 35.9, 91]);
  chart.vitals(46, [102, 108, 62, 18, 36.4, 97]);
  chart.vitals(70, [86, 122, 70, 16, 36.9, 98]);
  chart.labs(1, 'Preoperative laboratory panel', {
    haemoglobin: 12.9,
    platelets: 240,
    creatinine: 0.8,
    inr: 1,
  });
  chart.labs(24, 'First postoperative day', {
    haemoglobin: 9.8,
    platelets: 205,
    creatinine: 1.1,
    lactate: 2.1,
  });
  chart.labs(38, 'Urgent laboratory panel', {
    haemoglobin: 6.4,
    platelets: 140,
    creatinine: 1.7,
    lactate: 5.2,
  });
  chart.labs(50, 'Laboratory panel after reoperation', {
    haemoglobin: 9.4,
    platelets: 133,
    creatinine: 1.4,
    lactate: 1.7,
  });
  chart.medication(10, 'Enoxaparin 40 mg injection', '40 mg subcutaneously once daily');
  chart.medication(10, 'Paracetamol 1 g infusion', '1 g intravenously every 6 hours');
  chart.given(22, 'Enoxaparin 40 mg injection', '40 mg subcutaneously');
  chart.given(31, 'Sodium chloride 0.9 % infusion', '500 mL over 30 minutes');
  chart.procedure(41.5, '86481000', 'Exploratory laparotomy');
  chart.report(
    37.5,
    'Abdominal computed tomography',
    'Large volume of free fluid of high density, probably blood.',
  );
  chart.note(25, 0, [
    'Ward round note',
    'Comfortable. Fall of haemoglobin attributed to dilution. Continue, repeat tomorrow.',
  ]);
  chart.note(31, 1, [
    'Nursing note',
    'Pulse rising, urine 15 mL an hour for three hours. Surgeon on call informed, fluid bolus.',
  ]);
  chart.note(44, 2, [
    'Operation note',
    'Two litres of blood evacuated, a bleeding branch of the middle colic artery ligated.',
  ]);
}
