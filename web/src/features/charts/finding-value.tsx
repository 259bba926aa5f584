import {Text} from '@mantine/core';
import type {ReactNode} from 'react';
import {abnormalityOf} from './abnormality';
import type {ChartFinding} from './chart-entry';
import {Marked} from './marked';
import {unitInWords, valueInWords} from './trends';

/** A value with its unit, its reference range and, in words and by a sign, how it lies. */
export function FindingValue({finding}: {readonly finding: ChartFinding}): ReactNode {
  const how = abnormalityOf(finding);
  return (
    <span>
      <Text span size="sm" fw={how ? 700 : 500}>
        <Marked text={valueInWords(finding)} />
      </Text>
      {how && (
        <Text span size="sm" fw={700} c="var(--mantine-color-error)">
          {' '}
          <span aria-hidden="true">{how.sign}</span> {how.words}
        </Text>
      )}
      {finding.referenceRange !== null && (
        <Text component="small" size="xs" c="dimmed">
          {' '}
          (reference {unitInWords(finding.referenceRange)})
        </Text>
      )}
    </span>
  );
}
