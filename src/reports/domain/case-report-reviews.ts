import type {AgreementNote, ReportedReview, ReviewAxis} from './case-report-input';
import {note, prose, subsection, table} from './case-report-parts';
import type {Block, TableBlock} from './document-model';

type Part = NonNullable<ReviewAxis['about']>;

/** In this order: the system before the person, care before outcome. */
const PARTS: readonly (readonly [Part, string])[] = [
  ['system', 'The situation'],
  ['care', 'Care'],
  ['outcome', 'Outcome, recorded apart from care'],
  ['learning', 'Learning and recognition'],
];

/** Each review under its label; what it sums up in words comes last. */
export function reviewBlocks(reviews: readonly ReportedReview[], time: (iso: string) => string): Block[] {
  return reviews.flatMap(({label, lockedAt, axes}) => {
    const about = (part: Part): ReviewAxis[] => axes.filter((axis) => (axis.about ?? 'care') === part);
    return subsection(
      label,
      ...(lockedAt === undefined ? [] : [note(`Locked ${time(lockedAt)}`)]),
      ...PARTS.flatMap(([part, caption]) => axesTable(caption, about(part))),
      ...about('summary').flatMap(({title, comment}) => [note(title), ...prose(comment)]),
    );
  });
}

function axesTable(caption: string, axes: readonly ReviewAxis[]): TableBlock[] {
  return table(caption, axes, [
    {title: 'Aspect', weight: 3, cell: ({title}) => title},
    {title: 'Answer', weight: 3, cell: ({answer}) => answer},
    {title: 'Comment', weight: 6, cell: ({comment}) => comment},
  ]);
}

/** How far the reviewers agreed, or why that cannot be said. */
export function agreementBlocks(agreement: AgreementNote | undefined): Block[] {
  return agreement ? subsection('Agreement between reviewers', agreementNotice(agreement)) : [];
}

function agreementNotice(agreement: AgreementNote): Block {
  const {reviews} = agreement;
  const basis = `Based on ${reviews} independent ${reviews === 1 ? 'review' : 'reviews'}, before discussion.`;
  switch (agreement.kind) {
    case 'estimated': {
      const {statistic, value, interval} = agreement;
      const range = interval ? ` (95% interval ${interval[0].toFixed(2)} to ${interval[1].toFixed(2)})` : '';
      const title = `${statistic}: ${value.toFixed(2)}`;
      return {
        kind: 'notice',
        title: `${title}${range}`,
        text: `${basis} It describes this set of reviews, not a person.`,
      };
    }
    case 'notEstimable':
      return {
        kind: 'notice',
        title: 'Not estimable',
        text: `${basis} All reviewers chose the same category, so that a chance-corrected statistic is undefined.`,
      };
    case 'tooFewReviews':
      return {
        kind: 'notice',
        title: 'Too few reviews',
        text: `${basis} Single reviews agree little better than chance; about ${agreement.needed} would be needed for a reliable mean. Read each rating with care.`,
      };
  }
}
