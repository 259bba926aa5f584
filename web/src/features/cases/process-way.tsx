import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {Loaded} from '../../layout';
import {definitionQuery} from './case-queries';
import {mainWay} from './process-path';
import type {Definition} from './process-path';
import {Stages} from './stages';

/** The main way through a process, by itself. */
export function ProcessWay(workflow: {readonly id: string; readonly version: string}): ReactNode {
  const definition = useQuery(definitionQuery(workflow));
  return (
    <Loaded query={definition}>
      {({definition: source}) => (
        <Stages
          stages={mainWay(source as Definition).map(({path, title}) => ({key: path, title, place: 'ahead'}))}
        />
      )}
    </Loaded>
  );
}
