import {reading} from '../../platform/database/statement';
import {Choice, ChoiceContext, ChoiceSource} from '../../workflow';

interface PersonChoiceRow {
  id: string;
  display_name: string;
  specialty: string | null;
}

const physicians = reading<PersonChoiceRow>(
  'choice_physicians',
  'SELECT id, display_name, specialty FROM person WHERE organisation_id = $1 AND physician ORDER BY display_name, id',
);

const everybody = reading<PersonChoiceRow>(
  'choice_people',
  'SELECT id, display_name, specialty FROM person WHERE organisation_id = $1 ORDER BY display_name, id',
);

const withRole = reading<PersonChoiceRow>(
  'choice_role',
  `SELECT DISTINCT p.id, p.display_name, p.specialty FROM person p JOIN role_grant g
     ON g.organisation_id = p.organisation_id AND g.person_id = p.id AND g.ended_at IS NULL
   WHERE p.organisation_id = $1 AND g.role = $2 ORDER BY p.display_name, p.id`,
);

const committees = reading<{id: string; name: string}>(
  'choice_committees',
  `SELECT id, name FROM committee WHERE organisation_id = $1 AND programme = $2 ORDER BY by_default DESC, name`,
);

const choice = ({id, display_name, specialty}: PersonChoiceRow): Choice => ({
  const: id,
  title: specialty === null ? display_name : `${display_name}, ${specialty}`,
});

/** People that forms offer, and the committees of the case's programme. The reviewed physician is never offered as one who acts on their case. */
export const peopleChoices: readonly ChoiceSource[] = [
  {
    name: 'physicians',
    choices: async ({tx, organisationId}) => (await tx.rows(physicians, [organisationId])).map(choice),
  },
  {
    name: 'people',
    choices: async ({tx, organisationId}) => (await tx.rows(everybody, [organisationId])).map(choice),
  },
  {
    name: 'physicianLeaders',
    choices: async (context) => {
      const rows = await context.tx.rows(withRole, [context.organisationId, 'physicianLeader']);
      return rows.filter(({id}) => !limited(context, id)).map(choice);
    },
  },
  {
    name: 'committees',
    choices: async ({tx, organisationId, case: one}) => {
      if (!one) return [];
      const rows = await tx.rows(committees, [organisationId, one.workflow.id]);
      return rows.map(({id, name}) => ({const: id, title: name}));
    },
  },
];

const limited = ({case: one}: ChoiceContext, personId: string): boolean =>
  one?.relations.some((held) => held.personId === personId && held.relation in one.workflow.meta.limiting) ??
  false;
