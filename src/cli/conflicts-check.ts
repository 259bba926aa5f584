import {FindNamed, ListConflicts} from '../conflict-desk';
import {EXIT, UsageError} from './command';
import type {Command} from './command';
import {withApplication} from './with-application';

export const conflictsCheck: Command = {
  name: 'conflicts check',
  usage: 'CASE PERSON [--organisation NAME]',
  summary:
    'whether somebody (id or e-mail address) could review a case (id or number), and what is known against it; exit code 1 when not',
  options: {organisation: {type: 'string'}},
  operands: true,
  run: async (values, terminal, operands) => {
    const [caseNamed, personNamed, ...more] = operands;
    if (caseNamed === undefined || personNamed === undefined || more.length > 0)
      throw new UsageError('give a case and a person');
    const {couldReview, relations, conflicts, person} = await withApplication(
      {values, terminal},
      async (app, {organisationId, personId}) => {
        const named = app.get(FindNamed);
        const caseId = await named.one(organisationId, 'case', caseNamed);
        const about = await named.one(organisationId, 'person', personNamed);
        if (caseId === null || about === null)
          throw new UsageError(`there is no ${caseId === null ? 'such case' : 'such person'}`);
        // As the office asks; what it says goes on record.
        const office = {organisationId, personId, roles: [{role: 'coordinator', committeeId: null}]};
        return app.get(ListConflicts).couldReview(office, caseId, about);
      },
    );
    terminal.print(`${person.name} ${couldReview ? 'could' : 'could not'} review ${caseNamed}.`);
    for (const relation of relations) terminal.print(`  is ${relation} of the case`);
    for (const {conflict} of conflicts)
      terminal.print(
        `  ${conflict.grade} ${conflict.kind} (${conflict.source}, ${conflict.state}${conflict.blocks ? ', blocks' : ''}): ${conflict.evidence}`,
      );
    return couldReview ? EXIT.fine : EXIT.finding;
  },
};
