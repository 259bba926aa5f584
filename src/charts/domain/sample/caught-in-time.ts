import type {ChartWriter} from './chart-writer';

/** A tenfold dose of insulin is ordered, and stopped at the bedside. */
export function medicationNearMiss(chart: ChartWriter): void {
  chart.encounter({reason: 'Diabetic ketoacidosis', code: '420422005', hours: 96, ward: 'Medical ward 4'});
  chart.condition(0, '420422005', 'Diabetic ketoacidosis');
  chart.condition(0, '46635009', 'Type 1 diabetes mellitus');
  chart.allergy('300916003', 'Latex allergy', 'Urticaria');
  for (const [hour, pulse] of [
    [0, 118],
    [2, 112],
    [4, 106],
    [6, 100],
    [8, 96],
    [12, 90],
    [18, 86],
    [24, 82],
  ] as const) {
    chart.vitals(hour, [pulse, 118, 70, pulse > 105 ? 26 : 18, 36.8, 97]);
  }
  chart.labs(0.5, 'Admission laboratory panel', {
    glucose: 512,
    potassium: 5.6,
    sodium: 131,
    creatinine: 1.5,
    lactate: 2.4,
  });
  chart.labs(4, 'Follow-up laboratory panel', {glucose: 318, potassium: 4.3, sodium: 136});
  chart.labs(12, 'Follow-up laboratory panel', {glucose: 176, potassium: 3.9, sodium: 139, creatinine: 1});
  chart.medication(1, 'Insulin regular 100 units/mL', '6 units/hour by intravenous infusion');
  chart.medication(14, 'Insulin glargine 100 units/mL', '180 units subcutaneously once daily');
  chart.medication(14.75, 'Insulin glargine 100 units/mL', '18 units subcutaneously once daily');
  chart.given(1.25, 'Insulin regular 100 units/mL', '6 units/hour');
  chart.given(15, 'Insulin glargine 100 units/mL', '18 units subcutaneously');
  chart.procedure(0.25, '392231009', 'Intravenous cannulation');
  chart.report(0.5, 'Venous blood gas', 'pH 7.12, bicarbonate 9 mmol/L, anion gap 26.');
  chart.report(12, 'Venous blood gas', 'pH 7.36, bicarbonate 20 mmol/L, anion gap closed.');
  chart.note(1, 0, ['Admission note', 'Ketoacidosis after two missed days of insulin. Protocol started.']);
  chart.note(14.5, 1, [
    'Nursing note',
    'Order of 180 units questioned before giving: weight is 70 kg. Physician called. Not given.',
  ]);
  chart.note(14.75, 0, [
    'Correction',
    'Dose corrected to 18 units. A unit field without a warning let the slip through.',
  ]);
}

/** A resident reads a quiet electrocardiogram twice and prevents an arrest. */
export function goodCatch(chart: ChartWriter): void {
  chart.encounter({reason: 'Gastroenteritis', code: '25374005', hours: 72, ward: 'Short stay unit'});
  chart.condition(0, '25374005', 'Gastroenteritis');
  chart.condition(5, '43339004', 'Hypokalaemia');
  chart.condition(5, '111975006', 'Prolonged QT interval');
  for (const [hour, pulse] of [
    [0, 102],
    [2, 98],
    [4, 96],
    [6, 90],
    [8, 86],
    [12, 82],
    [24, 78],
    [36, 76],
  ] as const) {
    chart.vitals(hour, [pulse, 112, 68, 18, 37.4, 98]);
  }
  chart.labs(1, 'Admission laboratory panel', {potassium: 2.6, sodium: 133, creatinine: 1.3, glucose: 104});
  chart.labs(8, 'Follow-up laboratory panel', {potassium: 3.2, sodium: 136, creatinine: 1.1});
  chart.labs(20, 'Follow-up laboratory panel', {potassium: 4.1, sodium: 139, creatinine: 0.9});
  chart.medication(0, 'Citalopram 40 mg oral tablet', '40 mg by mouth once daily');
  chart.medication(3, 'Ondansetron 8 mg injection', '8 mg intravenously every 8 hours');
  chart.medication(5.25, 'Potassium chloride infusion', '20 mmol in 500 mL over 2 hours, on a monitor');
  chart.medication(5.25, 'Magnesium sulfate 2 g infusion', '2 g intravenously over 20 minutes');
  chart.given(5.5, 'Magnesium sulfate 2 g infusion', '2 g intravenously');
  chart.given(5.75, 'Potassium chloride infusion', '20 mmol over 2 hours');
  chart.report(4.5, 'Electrocardiogram', 'Sinus rhythm. Corrected QT interval 560 ms.');
  chart.report(20.5, 'Electrocardiogram', 'Sinus rhythm. Corrected QT interval 440 ms.');
  chart.procedure(6, '182777000', 'Continuous cardiac monitoring');
  chart.note(1, 0, [
    'Admission note',
    'Three days of vomiting and diarrhoea. Fluids, antiemetic, home medication continued.',
  ]);
  chart.note(5, 2, [
    'Good catch',
    'Tracing looked again at because the potassium was 2.6: QT 560 ms. Ondansetron stopped.',
  ]);
  chart.note(21, 0, [
    'Progress note',
    'No arrhythmia. Potassium and QT normal. Citalopram to be reviewed by the family physician.',
  ]);
}
