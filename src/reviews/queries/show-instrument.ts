import {Injectable} from '@nestjs/common';
import {problems} from '../../platform/errors/problem';
import {About, NOT_APPLICABLE, Option, Question, levelsOf, questionsOf} from '../domain/instrument';
import {InstrumentCatalogue} from './instrument-catalogue';

export interface ShownQuestion {
  readonly id: string;
  readonly about: About;
  readonly title: string;
  /** Everything that may be recorded, in order; empty where only words are asked for. */
  readonly options: readonly Option[];
  /** Asked for each of these apart. */
  readonly phases: readonly {readonly id: string; readonly title: string}[];
}

export interface ShownInstrument {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly questions: readonly ShownQuestion[];
}

/** Instruments, for whoever is signed in: they hold no word of a case, and those it concerns may read what was asked. */
@Injectable()
export class ShowInstrument {
  readonly #catalogue: InstrumentCatalogue;

  constructor(catalogue: InstrumentCatalogue) {
    this.#catalogue = catalogue;
  }

  /** @throws Problem `not_found` */
  show(reference: {readonly id: string; readonly version: string}): ShownInstrument {
    if (!this.#catalogue.has(reference)) throw problems.notFound();
    const instrument = this.#catalogue.version(reference);
    const {id, version, title} = instrument;
    return {id, version, title, questions: questionsOf(instrument).map(shown)};
  }
}

const shown = (question: Question): ShownQuestion => ({
  id: question.id,
  about: question.about,
  title: question.title,
  options: optionsOf(question).map(({value, label, anchor}) => ({
    value,
    label,
    ...(anchor !== undefined && {anchor}),
  })),
  phases: question.kind === 'scale' ? (question.phases ?? []).map(({id, title}) => ({id, title})) : [],
});

function optionsOf(question: Question): readonly Option[] {
  if (question.kind === 'text') return [];
  if (question.kind !== 'scale') return question.options;
  return [...levelsOf(question), NOT_APPLICABLE];
}
