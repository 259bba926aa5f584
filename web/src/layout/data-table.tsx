import {Table} from '@mantine/core';
import type {ReactNode} from 'react';

interface DataTableProps {
  readonly label: string;
  readonly columns: readonly string[];
  /** Where there is less room, in pixels, it is scrolled. */
  readonly minWidth: number;
  /** Rows. */
  readonly children: ReactNode;
}

/** Rows under the names of their columns. */
export function DataTable({label, columns, minWidth, children}: DataTableProps): ReactNode {
  return (
    <Table.ScrollContainer minWidth={minWidth} type="native" tabIndex={0} role="group" aria-label={label}>
      <Table verticalSpacing="xs">
        <TableHead columns={columns} />
        <Table.Tbody>{children}</Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

/** The names of the columns. */
export function TableHead({columns}: Pick<DataTableProps, 'columns'>): ReactNode {
  return (
    <Table.Thead>
      <Table.Tr>
        {columns.map((name) => (
          <Table.Th key={name}>{name}</Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}
