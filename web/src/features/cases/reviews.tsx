import {Badge, Table, Text, Title} from '@mantine/core';
import {useMediaQuery} from '@mantine/hooks';
import {useQuery} from '@tanstack/react-query';
import {useId} from 'react';
import type {ReactNode} from 'react';
import type {Case, Instrument} from '../../api';
import {DataTable, Loaded} from '../../layout';
import {answeredIn, answeredRows, reviewColumns} from './answers';
import type {Answer, AnsweredRow, InstrumentReference, ReviewColumn} from './answers';
import {instrumentQuery} from './case-queries';
import classes from './reviews.module.css';

/** Every review that one may see, side by side: a row a question, a column a reviewer. */
export function Reviews({shown: {content}}: {readonly shown: Case}): ReactNode {
  const asked = new Map<string, InstrumentReference>();
  for (const item of content) {
    const {instrument} = answeredIn(item) ?? {};
    if (instrument) asked.set(`${instrument.id} ${instrument.version}`, instrument);
  }
  return [...asked].map(([key, instrument]) => (
    <Answers
      key={key}
      reference={instrument}
      columns={reviewColumns(
        content.filter((item) => {
          const found = answeredIn(item)?.instrument;
          return found?.id === instrument.id && found.version === instrument.version;
        }),
      )}
    />
  ));
}

interface AnswersProps {
  readonly reference: InstrumentReference;
  readonly columns: readonly ReviewColumn[];
}

function Answers({reference, columns}: AnswersProps): ReactNode {
  const found = useQuery(instrumentQuery(reference));
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <Title order={2} id={id} mb={4}>
        {columns.length === 1 ? 'The review' : 'The reviews, side by side'}
      </Title>
      <Loaded query={found}>{(instrument) => <Compared instrument={instrument} columns={columns} />}</Loaded>
    </section>
  );
}

interface ComparedProps {
  readonly instrument: Instrument;
  readonly columns: readonly ReviewColumn[];
}

function Compared({instrument, columns}: ComparedProps): ReactNode {
  const narrow = useMediaQuery('(max-width: 48em)', undefined, {getInitialValueInEffect: false});
  const rows = answeredRows(instrument, columns);
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {instrument.title}. {columns.length > 1 && 'Each was locked before anybody saw another.'}
      </Text>
      {narrow ? (
        <Stacked rows={rows} columns={columns} />
      ) : (
        <SideBySide title={instrument.title} rows={rows} columns={columns} />
      )}
    </>
  );
}

interface RowsProps {
  readonly rows: readonly AnsweredRow[];
  readonly columns: readonly ReviewColumn[];
}

function SideBySide({title, rows, columns}: RowsProps & {readonly title: string}): ReactNode {
  return (
    <DataTable
      label={title}
      columns={['Question', ...columns.map(({who}) => who)]}
      minWidth={240 * columns.length}
    >
      {rows.map((row) => (
        <Table.Tr key={row.key} className={classes['row']}>
          <Table.Th scope="row" className={classes['question']}>
            {row.title} {row.differs && <Differs />}
          </Table.Th>
          {row.answers.map((answer, at) => (
            <Table.Td key={columns[at]?.key}>
              <Given answer={answer} />
            </Table.Td>
          ))}
        </Table.Tr>
      ))}
    </DataTable>
  );
}

/** Where there is no room for columns: question by question. */
function Stacked({rows, columns}: RowsProps): ReactNode {
  return (
    <ul className={classes['stacked']}>
      {rows.map((row) => (
        <li key={row.key}>
          <Text fw={600}>
            {row.title} {row.differs && <Differs />}
          </Text>
          <dl className={classes['given']}>
            {row.answers.map((answer, at) => (
              <div key={columns[at]?.key}>
                <dt>{columns[at]?.who}</dt>
                <dd>
                  <Given answer={answer} />
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

const Differs = (): ReactNode => (
  <Badge size="sm" color="gray">
    differ
  </Badge>
);

function Given({answer}: {readonly answer: Answer | null}): ReactNode {
  if (answer === null)
    return (
      <Text size="sm" c="dimmed">
        not answered
      </Text>
    );
  return (
    <>
      {answer.chosen !== '' && <div>{answer.chosen}</div>}
      {answer.words !== '' && (
        <Text size="sm" className="prose">
          {answer.words}
        </Text>
      )}
    </>
  );
}
