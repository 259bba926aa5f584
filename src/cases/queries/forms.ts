import {Injectable} from '@nestjs/common';
import {Choice, ChoiceContext, FeatureRegistry, JsonSchema, LetterWords, Workflow} from '../../workflow';
import {ChoiceLists, choicesNeeded, filledForm} from '../domain/form-check';

/** Forms of a workflow, and the lists that fill them. */
@Injectable()
export class Forms {
  readonly #registry: FeatureRegistry;
  readonly #generated = new Map<string, JsonSchema>();

  constructor(registry: FeatureRegistry) {
    this.#registry = registry;
  }

  /** The form as the definition has it, or as a feature makes it of the definition. */
  form(workflow: Workflow, name: string): JsonSchema {
    const written = workflow.forms[name];
    if (written) return written;
    const key = `${workflow.hash} ${name}`;
    const form = this.#generated.get(key) ?? this.#registry.forms.get(name).form(workflow);
    this.#generated.set(key, form);
    return form;
  }

  async choices(form: JsonSchema, context: ChoiceContext): Promise<ChoiceLists> {
    const lists = new Map<string, readonly Choice[]>();
    for (const name of choicesNeeded(form)) {
      lists.set(name, await this.#registry.choices.get(name).choices(context));
    }
    return lists;
  }

  /** @param words for the letters of the form; see `letterWords` */
  async filled(form: JsonSchema, context: ChoiceContext, words?: LetterWords): Promise<JsonSchema> {
    return filledForm(form, await this.choices(form, context), words);
  }
}
