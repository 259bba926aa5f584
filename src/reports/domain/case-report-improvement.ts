import type {LearningOpportunity, ReportedAction} from './case-report-input';
import {section, subsection, table} from './case-report-parts';
import type {Block} from './document-model';

type Level = LearningOpportunity['level'];

/** In this order everywhere: what the system can learn comes first. */
const levels: readonly (readonly [Level, {readonly title: string; readonly short: string}])[] = [
  ['system', {title: 'For the system', short: 'System'}],
  ['group', {title: 'For the group or department', short: 'Group'}],
  ['individual', {title: 'For the individual', short: 'Individual'}],
];
const shortNames = new Map(levels.map(([level, {short}]) => [level, short]));

export function learningSection(opportunities: readonly LearningOpportunity[]): Block[] {
  return section(
    'Learning opportunities',
    ...levels.flatMap(([level, {title}]) => {
      const items = opportunities.filter((each) => each.level === level).map(({text}) => text);
      return items.length === 0 ? [] : subsection(title, {kind: 'list', style: 'bulleted', items});
    }),
  );
}

/** System actions first; those of no level last, in the order given. */
export function actionsSection(actions: readonly ReportedAction[], time: (iso: string) => string): Block[] {
  const ordered = [...levels.map(([level]) => level), undefined].flatMap((level) =>
    actions.filter((action) => action.level === level),
  );
  return section(
    'Improvement actions',
    ...table('Agreed actions', ordered, [
      {title: 'Action', weight: 6, cell: ({title}) => title},
      {title: 'Level', weight: 2, cell: ({level}) => level && shortNames.get(level)},
      {title: 'Owner', weight: 3, cell: ({owner}) => owner},
      {title: 'Due', weight: 3, cell: ({due}) => (due === undefined ? undefined : time(due))},
      {title: 'State', weight: 2, cell: ({state}) => state},
    ]),
  );
}
