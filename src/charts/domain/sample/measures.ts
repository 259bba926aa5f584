/** One thing that is measured: LOINC code, name, unit (UCUM), reference range, and what is critical. */
export interface Measure {
  loinc: string;
  title: string;
  unit: string;
  low: number | null;
  high: number | null;
  criticalLow?: number;
  criticalHigh?: number;
}

export const vitalMeasures = {
  pulse: {
    loinc: '8867-4',
    title: 'Heart rate',
    unit: '/min',
    low: 60,
    high: 100,
    criticalLow: 40,
    criticalHigh: 130,
  },
  breaths: {
    loinc: '9279-1',
    title: 'Respiratory rate',
    unit: '/min',
    low: 12,
    high: 20,
    criticalLow: 8,
    criticalHigh: 28,
  },
  temperature: {
    loinc: '8310-5',
    title: 'Body temperature',
    unit: 'Cel',
    low: 36.1,
    high: 37.8,
    criticalHigh: 40,
  },
  saturation: {loinc: '2708-6', title: 'Oxygen saturation', unit: '%', low: 94, high: null, criticalLow: 88},
} as const satisfies Record<string, Measure>;

export const pressureMeasures = {
  systolic: {
    loinc: '8480-6',
    title: 'Systolic blood pressure',
    unit: 'mm[Hg]',
    low: 90,
    high: 140,
    criticalLow: 85,
  },
  diastolic: {
    loinc: '8462-4',
    title: 'Diastolic blood pressure',
    unit: 'mm[Hg]',
    low: 60,
    high: 90,
    criticalLow: 45,
  },
} as const satisfies Record<string, Measure>;

export const labMeasures = {
  whiteCells: {loinc: '6690-2', title: 'Leukocytes', unit: '10*3/uL', low: 4, high: 11, criticalHigh: 25},
  haemoglobin: {loinc: '718-7', title: 'Hemoglobin', unit: 'g/dL', low: 12, high: 16, criticalLow: 7},
  platelets: {loinc: '777-3', title: 'Platelets', unit: '10*3/uL', low: 150, high: 400, criticalLow: 50},
  lactate: {loinc: '2524-7', title: 'Lactate', unit: 'mmol/L', low: 0.5, high: 2, criticalHigh: 4},
  creatinine: {loinc: '2160-0', title: 'Creatinine', unit: 'mg/dL', low: 0.6, high: 1.2, criticalHigh: 4},
  potassium: {
    loinc: '2823-3',
    title: 'Potassium',
    unit: 'mmol/L',
    low: 3.5,
    high: 5.1,
    criticalLow: 2.8,
    criticalHigh: 6.2,
  },
  sodium: {loinc: '2951-2', title: 'Sodium', unit: 'mmol/L', low: 135, high: 145, criticalLow: 125},
  reactiveProtein: {loinc: '1988-5', title: 'C reactive protein', unit: 'mg/L', low: null, high: 5},
  troponin: {
    loinc: '89579-7',
    title: 'Troponin I, high sensitivity',
    unit: 'ng/L',
    low: null,
    high: 34,
    criticalHigh: 100,
  },
  inr: {loinc: '6301-6', title: 'INR', unit: '{INR}', low: 0.8, high: 1.2, criticalHigh: 5},
  dimer: {loinc: '48065-7', title: 'D-dimer, FEU', unit: 'ug/L', low: null, high: 500},
  glucose: {
    loinc: '2345-7',
    title: 'Glucose',
    unit: 'mg/dL',
    low: 70,
    high: 140,
    criticalLow: 54,
    criticalHigh: 400,
  },
} as const satisfies Record<string, Measure>;

export type LabName = keyof typeof labMeasures;

/** HL7 v3 ObservationInterpretation: LL, L, N, H or HH. */
export function interpret(measure: Measure, value: number): 'LL' | 'L' | 'N' | 'H' | 'HH' {
  if (measure.criticalLow !== undefined && value <= measure.criticalLow) return 'LL';
  if (measure.criticalHigh !== undefined && value >= measure.criticalHigh) return 'HH';
  if (measure.low !== null && value < measure.low) return 'L';
  return measure.high !== null && value > measure.high ? 'H' : 'N';
}
