import {interpret} from './measures';
import type {Measure} from './measures';

export const loinc = 'http://loinc.org';
export const snomed = 'http://snomed.info/sct';
export const category = (code: string): object[] => [
  {coding: [{system: 'http://terminology.hl7.org/CodeSystem/observation-category', code}]},
];
export const coded = (system: string, code: string, text: string): object => ({
  coding: [{system, code, display: text}],
  text,
});

/** An Observation's or component's value with its unit, range and interpretation. */
export function measured(measure: Measure, value: number): object {
  const quantity = (number: number): object => ({value: number, unit: measure.unit, code: measure.unit});
  return {
    code: coded(loinc, measure.loinc, measure.title),
    valueQuantity: quantity(value),
    interpretation: [{coding: [{code: interpret(measure, value)}]}],
    referenceRange: [
      {
        ...(measure.low !== null && {low: quantity(measure.low)}),
        ...(measure.high !== null && {high: quantity(measure.high)}),
      },
    ],
  };
}
