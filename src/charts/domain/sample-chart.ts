import {
  missedSepsis,
  anticoagulationBleed,
  postoperativeDeterioration,
} from './sample/infection-and-bleeding';
import {goodCatch, medicationNearMiss} from './sample/caught-in-time';
import {ChartWriter} from './sample/chart-writer';
import type {FhirBundle, SamplePerson} from './sample/chart-writer';
import {delayedEmbolism, delayedInfarction} from './sample/heart-and-lung';
import {SeededRandom} from './sample/random';

export type {FhirBundle, SamplePerson};

/** The stories that the sample can tell. */
export const sampleScenarios = [
  'missed-sepsis',
  'delayed-infarction',
  'anticoagulation-bleed',
  'postoperative-deterioration',
  'medication-near-miss',
  'delayed-embolism',
  'good-catch',
] as const;

export type SampleScenario = (typeof sampleScenarios)[number];

const stories: Record<SampleScenario, (chart: ChartWriter) => void> = {
  'missed-sepsis': missedSepsis,
  'delayed-infarction': delayedInfarction,
  'anticoagulation-bleed': anticoagulationBleed,
  'postoperative-deterioration': postoperativeDeterioration,
  'medication-near-miss': medicationNearMiss,
  'delayed-embolism': delayedEmbolism,
  'good-catch': goodCatch,
};

export interface SampleRequest {
  /** A whole number: the same request gives the same chart, byte for byte. */
  seed: number;
  /** The day of admission, `YYYY-MM-DD` (an instant is cut to its day). */
  eventDate: string;
  /** The attending physician, whose care may come under review. */
  physician: SamplePerson;
  /** Who else took part: a nurse first, a consultant second. */
  others: readonly SamplePerson[];
  /** Drawn by the seed where it is not given. */
  scenario?: SampleScenario;
}

/**
 * Makes a small FHIR R4 collection Bundle (60 to 150 entries) that tells one stay of an invented inpatient.
 *
 * @throws RangeError when the date is none
 */
export function sampleChart(request: SampleRequest): FhirBundle {
  const random = new SeededRandom(request.seed);
  const drawn = random.pick(sampleScenarios);
  const chart = new ChartWriter(random, request.eventDate, request);
  stories[request.scenario ?? drawn](chart);
  return chart.bundle();
}
