import {Suspense, lazy} from 'react';
import type {ReactNode} from 'react';
import {Waiting} from '../../layout';
import type {ChartViewerProps} from './chart-viewer';

const ChartViewer = lazy(async () => ({default: (await import('./chart-viewer')).ChartViewer}));

/** A case's chart; what draws it is loaded when somebody looks at one. */
export function ChartPane(props: ChartViewerProps): ReactNode {
  return (
    <Suspense fallback={<Waiting what="Opening the chart" />}>
      <ChartViewer {...props} />
    </Suspense>
  );
}
