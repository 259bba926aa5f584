import {Text} from '@mantine/core';
import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import type {CaseSummary, HistoryEntry} from '../../api';
import {Loaded} from '../../layout';
import {definitionQuery} from './case-queries';
import {mainWay, stageAt} from './process-path';
import type {Definition} from './process-path';
import {Stages} from './stages';
import {pathOf} from './state-path';

interface ProcessDiagramProps {
  readonly shown: Pick<CaseSummary, 'workflow' | 'state' | 'stateTitle'>;
  readonly history: readonly HistoryEntry[];
}

/** The process as its definition has it, and the place of the case in it. */
export function ProcessDiagram({shown, history}: ProcessDiagramProps): ReactNode {
  const definition = useQuery(definitionQuery(shown.workflow));
  return (
    <Loaded query={definition}>
      {({definition: source, title}) => {
        const process = source as Definition;
        const here = pathOf(shown.state);
        const way = mainWay(process);
        const on = way.some(({path}) => path === here);
        // Off the main way, e.g. on hold, the case stands beside it.
        const stages =
          on || !shown.stateTitle ? way : [...way, {...stageAt(process, here), title: shown.stateTitle}];
        const been = new Set(history.flatMap(({from, to}) => [from, to]));
        return (
          <figure style={{margin: 0}}>
            <figcaption>
              <Text size="sm" c="dimmed" mb="xs">
                {title}
              </Text>
            </figcaption>
            <Stages
              stages={stages.map(({path, title: stage}) => ({
                key: path,
                title: stage,
                place: path === here ? 'here' : been.has(path) ? 'been' : 'ahead',
              }))}
            />
          </figure>
        );
      }}
    </Loaded>
  );
}
