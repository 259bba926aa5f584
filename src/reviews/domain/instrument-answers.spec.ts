import {join} from 'node:path';
import {readInstrument, readInstrumentLibrary} from '../../workflow/definitions/read-instrument';
import {Instrument} from './instrument';
import {answeredQuestions} from './instrument-answers';

const workflows = join(__dirname, '..', '..', '..', 'workflows');
const ofPeerReview = readInstrument(join(workflows, 'peer-review'))?.value as Instrument;
const named = (id: string): Instrument =>
  readInstrumentLibrary(workflows).find(({value}) => (value as Instrument).id === id)?.value as Instrument;

describe('a review in words', () => {
  it('speaks the words of its instrument, in the order of its questions', () => {
    const answers = {
      summary: 'Sound.',
      harm: {rating: 'none'},
      documentation: {rating: 'notApplicable'},
      overallCare: {rating: 'minorOpportunity', comment: 'Late.'},
      systemFactors: ['staffing', 'access'],
    };
    expect(answeredQuestions(ofPeerReview, answers)).toEqual([
      {
        about: 'system',
        title: 'System factors that played a part',
        answer: 'Staffing or workload; Access to beds, tests or consultation',
      },
      {about: 'care', title: 'Overall care', answer: 'Minor improvement opportunity', comment: 'Late.'},
      {about: 'documentation', title: 'Documentation', answer: 'Not applicable'},
      {about: 'harm', title: 'Harm', answer: 'No harm'},
      {about: 'summary', title: 'Summary of your judgement', answer: '', comment: 'Sound.'},
    ]);
  });

  it('names phases and suffixes', () => {
    const judged = {rating: '5', comment: 'Prompt.'};
    expect(answeredQuestions(named('structured-judgement-5'), {judgement: {overall: judged}})).toEqual([
      {about: 'care', title: 'Quality of care: Overall', answer: '5 Excellent care', comment: 'Prompt.'},
    ]);
    const [answered] = answeredQuestions(named('radiology-discrepancy'), {discrepancy: {rating: '2b'}});
    expect(answered?.answer).toBe(
      '2 Discrepancy, not ordinarily expected to be made: b, likely to be clinically significant',
    );
  });

  it('says a choice, and leaves an unknown value as it stands', () => {
    expect(answeredQuestions(named('scoreless'), {concern: 'discuss', learning: ['group', 'odd']})).toEqual([
      {about: 'concern', title: 'Concern', answer: 'Yes, worth talking about'},
      {about: 'learning', title: 'Who can learn from it', answer: 'The group or department; odd'},
    ]);
  });
});
