import type {ChartWriter} from './chart-writer';

/** Atypical chest pain; the second troponin is seen four hours after it was ready. */
export function delayedInfarction(chart: ChartWriter): void {
  chart.encounter({reason: 'Epigastric pain', code: '79922009', hours: 120, ward: 'Emergency department'});
  chart.condition(0, '79922009', 'Epigastric pain');
  chart.condition(0, '38341003', 'Hypertension');
  chart.condition(9, '401314000', 'Acute non-ST segment elevation myocardial infarction');
  chart.vitals(0, [96, 148, 88, 18, 36.7, 97]);
  chart.vitals(2, [98, 144, 86, 18, 36.7, 97]);
  chart.vitals(4, [102, 138, 82, 20, 36.8, 96]);
  chart.vitals(6, [108, 126, 76, 22, 36.8, 95]);
  chart.vitals(8, [116, 108, 66, 24, 36.7, 92]);
  chart.vitals(10, [104, 112, 68, 20, 36.7, 95]);
  chart.vitals(14, [88, 122, 72, 18, 36.8, 97]);
  chart.vitals(38, [76, 118, 70, 16, 36.6, 98]);
  chart.labs(0.75, 'Emergency laboratory panel', {
    troponin: 22,
    haemoglobin: 14.1,
    potassium: 4.1,
    creatinine: 0.9,
  });
  chart.labs(4, 'Repeat troponin', {troponin: 412});
  chart.labs(9, 'Laboratory panel before catheterisation', {
    troponin: 2860,
    potassium: 3.9,
    creatinine: 1,
    inr: 1,
  });
  chart.medication(1, 'Pantoprazole 40 mg injection', '40 mg intravenously once');
  chart.medication(8.5, 'Aspirin 300 mg oral tablet', '300 mg by mouth once, then 75 mg daily');
  chart.medication(8.5, 'Heparin 5,000 units injection', '5,000 units intravenously once');
  chart.given(8.75, 'Aspirin 300 mg oral tablet', '300 mg by mouth');
  chart.given(8.75, 'Heparin 5,000 units injection', '5,000 units intravenously');
  chart.procedure(10.5, '415070008', 'Percutaneous coronary intervention');
  chart.report(0.25, 'Electrocardiogram', 'Sinus rhythm. Non-specific lateral T wave flattening.');
  chart.report(8.25, 'Electrocardiogram', 'ST depression in V4 to V6 of 2 mm, new since the first tracing.');
  chart.report(
    11.5,
    'Coronary angiography',
    'Occlusion of the first obtuse marginal branch, one stent placed.',
  );
  chart.note(1, 0, [
    'Emergency note',
    'Burning epigastric pain after a meal. First troponin normal. Impression: reflux. Observe.',
  ]);
  chart.note(6, 1, [
    'Nursing note',
    'Pain back, now with sweating. Told that the physician would come after the next patient.',
  ]);
  chart.note(8.5, 0, [
    'Event note',
    'Result of 4 h seen now: troponin 412. Cardiology called, loading doses given.',
  ]);
}

/** Calf pain and a fast pulse after a knee operation are read as anxiety for two days. */
export function delayedEmbolism(chart: ChartWriter): void {
  chart.encounter({reason: 'Dyspnoea', code: '267036007', hours: 168, ward: 'Medical ward 3'});
  chart.condition(0, '267036007', 'Dyspnoea');
  chart.condition(0, '197480006', 'Anxiety disorder');
  chart.condition(46, '59282003', 'Pulmonary embolism');
  chart.vitals(0, [112, 122, 74, 22, 36.9, 94]);
  chart.vitals(8, [110, 120, 74, 22, 36.8, 93]);
  chart.vitals(16, [114, 118, 72, 24, 37, 93]);
  chart.vitals(24, [116, 114, 70, 24, 37.1, 92]);
  chart.vitals(32, [118, 112, 68, 24, 37, 92]);
  chart.vitals(40, [124, 104, 62, 27, 37.1, 90]);
  chart.vitals(45, [136, 88, 54, 32, 36.9, 85]);
  chart.vitals(70, [92, 118, 70, 18, 36.8, 96]);
  chart.labs(0.5, 'Admission laboratory panel', {
    haemoglobin: 13.2,
    whiteCells: 9.1,
    troponin: 18,
    creatinine: 0.8,
  });
  chart.labs(42, 'Urgent laboratory panel', {dimer: 6400, troponin: 148, lactate: 3.4, creatinine: 1});
  chart.medication(1, 'Lorazepam 1 mg oral tablet', '1 mg by mouth as needed, at most three times daily');
  chart.medication(46, 'Heparin 5,000 units injection', '80 units/kg intravenously, then by infusion');
  chart.given(2, 'Lorazepam 1 mg oral tablet', '1 mg by mouth');
  chart.given(26, 'Lorazepam 1 mg oral tablet', '1 mg by mouth');
  chart.given(46.25, 'Heparin 5,000 units injection', '5,000 units intravenously');
  chart.procedure(47, '241615005', 'Thrombolysis of pulmonary artery');
  chart.report(1, 'Chest radiograph', 'Clear lungs. No effusion.');
  chart.report(
    45.5,
    'Computed tomography pulmonary angiogram',
    'Saddle embolus with strain of the right ventricle.',
  );
  chart.report(46, 'Venous ultrasound of the legs', 'Thrombosis of the left popliteal vein.');
  chart.note(1, 0, [
    'Admission note',
    'Short of breath, worried. Knee arthroscopy nine days ago. Impression: panic attacks.',
  ]);
  chart.note(24, 2, [
    'Ward round note',
    'Still tachycardic. Calf tender on the left. No change of plan recorded.',
  ]);
  chart.note(46, 0, [
    'Event note',
    'Collapse in the bathroom. Saddle embolus on imaging. Anticoagulation and lysis.',
  ]);
}
