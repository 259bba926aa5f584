import {Inject, Injectable} from '@nestjs/common';
import {Vocabulary} from '../domain/check-definition';
import {MaskWords} from '../domain/check-masking';
import {FeatureRegistry} from './registry';

/** Which relations, compartments and masks exist; provided by whoever composes the application. */
export abstract class DisclosureVocabulary {
  abstract readonly relations: ReadonlySet<string>;
  abstract readonly compartments: ReadonlySet<string>;
  abstract readonly masks: MaskWords;
}

/** Folder with a folder a programme. */
export const WORKFLOW_DIRECTORY = Symbol('workflow directory');

/** The words that definitions may use, gathered from the features once all of them have registered. */
@Injectable()
export class FeatureWords {
  readonly #registry: FeatureRegistry;
  readonly #disclosure: DisclosureVocabulary;

  constructor(
    registry: FeatureRegistry,
    disclosure: DisclosureVocabulary,
    @Inject(WORKFLOW_DIRECTORY) readonly directory: string,
  ) {
    this.#registry = registry;
    this.#disclosure = disclosure;
  }

  vocabulary(): Vocabulary {
    const {handlers, supplies, choices, uploads} = this.#registry;
    const {relations, compartments, masks} = this.#disclosure;
    return {
      effects: handlers.names,
      supplies,
      choices: choices.names,
      uploads: uploads.names,
      relations,
      compartments,
      masks,
    };
  }
}
