import {SegmentedControl} from '@mantine/core';
import {useMediaQuery} from '@mantine/hooks';
import {useState} from 'react';
import type {ReactNode} from 'react';
import classes from './chart-beside.module.css';
import {ChartPane} from './chart-pane';
import type {Pinning} from './chart-viewer';

interface ChartBesideProps {
  readonly caseId: string;
  readonly pinning?: Pinning | undefined;
  /** The form. */
  readonly children: ReactNode;
}

/** A form with the chart beside it, each of which scrolls by itself; on small screens one of the two is shown. */
export function ChartBeside({caseId, pinning, children}: ChartBesideProps): ReactNode {
  const [shown, setShown] = useState('form');
  const wide = useMediaQuery('(min-width: 68em)', false, {getInitialValueInEffect: false});
  // The chart is opened, which stands on record, once somebody sees it.
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes['beside']}>
      <SegmentedControl
        className={classes['switch'] ?? ''}
        fullWidth
        aria-label="What is shown"
        value={shown}
        data={[
          {value: 'form', label: 'Form'},
          {value: 'chart', label: 'Chart'},
        ]}
        onChange={(chosen) => {
          setShown(chosen);
          if (chosen === 'chart') setOpened(true);
        }}
      />
      <section
        className={classes['pane']}
        data-shown={shown === 'chart'}
        aria-label="Chart"
        tabIndex={wide ? 0 : undefined}
      >
        {(wide || opened) && <ChartPane caseId={caseId} pinning={pinning} />}
      </section>
      <section
        className={classes['pane']}
        data-shown={shown === 'form'}
        aria-label="Form"
        tabIndex={wide ? 0 : undefined}
      >
        {children}
      </section>
    </div>
  );
}
