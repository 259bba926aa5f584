import {useQuery} from '@tanstack/react-query';
import type {ReactNode} from 'react';
import {useParams} from 'react-router';
import {Loaded, Page, PrivilegeNote, TextLink} from '../../layout';
import {ChartPane} from '../charts';
import {caseQuery} from './case-queries';
import {PrintRecord} from './print-record';

/** The chart of a case, on a page of its own. */
export function ChartPage(): ReactNode {
  const {id = ''} = useParams();
  const found = useQuery(caseQuery(id));
  return (
    <Page
      title="Chart"
      lead={
        found.data && (
          <>
            Case <TextLink to={`/cases/${id}`}>{found.data.number}</TextLink> · {found.data.stateTitle}
          </>
        )
      }
    >
      <Loaded query={found}>
        {(shown) => (
          <>
            <PrintRecord caseId={id} page="chart" />
            <PrivilegeNote text={shown.privilege} committee={shown.committee} />
            <ChartPane caseId={id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
