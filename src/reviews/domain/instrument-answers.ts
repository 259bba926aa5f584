import {About, Instrument, NOT_APPLICABLE, Option, Question, levelsOf, questionsOf} from './instrument';

/** One answer in words, as it is printed. */
export interface AnsweredQuestion {
  readonly about: About;
  readonly title: string;
  /** Labels of what was chosen; empty where only words were asked for. */
  readonly answer: string;
  readonly comment?: string;
}

type Answers = Readonly<Record<string, unknown>>;

interface Rating {
  readonly rating: string;
  readonly comment?: string;
}

/** What a review says, in the words of the instrument that it answered; questions that were not answered are left out. */
export function answeredQuestions(instrument: Instrument, answers: Answers): AnsweredQuestion[] {
  return questionsOf(instrument).flatMap((question) => {
    const answer = answers[question.id];
    return answer === undefined ? [] : inWords(question, answer);
  });
}

function inWords(question: Question, answer: unknown): AnsweredQuestion[] {
  const {about, title} = question;
  switch (question.kind) {
    case 'text':
      return [{about, title, answer: '', comment: String(answer)}];
    case 'choice':
      return [{about, title, answer: labelOf(question.options, String(answer))}];
    case 'choices': {
      const chosen = (answer as readonly string[]).map((value) => labelOf(question.options, value));
      return [{about, title, answer: chosen.join('; ')}];
    }
    case 'scale': {
      const rated = ({rating, comment}: Rating, named: string): AnsweredQuestion => ({
        about,
        title: named,
        answer: labelOf([...levelsOf(question), NOT_APPLICABLE], rating),
        ...(comment !== undefined && {comment}),
      });
      if (!question.phases) return [rated(answer as Rating, title)];
      return question.phases.flatMap((phase) => {
        const given = (answer as Readonly<Record<string, Rating | undefined>>)[phase.id];
        return given ? [rated(given, `${title}: ${phase.title}`)] : [];
      });
    }
  }
}

const labelOf = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;
