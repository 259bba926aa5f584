import {Table} from '@mantine/core';
import type {ReactNode} from 'react';
import {quoted} from './evidence';
import {FindingValue} from './finding-value';
import {PinButton} from './pin-button';
import {timeOf, useReading} from './reading';
import {StepByStep} from './step-by-step';
import type {Trend} from './trends';

const STEP = 50;

/** Every value of a trend, latest first. */
export function TrendTable({trend: {title, values}}: {readonly trend: Trend}): ReactNode {
  const {pin} = useReading();
  return (
    <StepByStep items={values.toReversed()} step={STEP}>
      {(shown) => (
        <Table verticalSpacing={4} aria-label={`Every value: ${title}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>When</Table.Th>
              <Table.Th>Value</Table.Th>
              {pin && (
                <Table.Th>
                  <span className="visually-hidden">Quote it</span>
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map(({entry, finding}) => (
              <Table.Tr key={`${entry.id} ${finding.code?.code ?? finding.title}`}>
                <Table.Td>{timeOf(entry.at)}</Table.Td>
                <Table.Td>
                  <FindingValue finding={finding} />
                </Table.Td>
                {pin && (
                  <Table.Td align="right">
                    <PinButton quotation={quoted(entry, timeOf(entry.at), finding)} />
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </StepByStep>
  );
}
