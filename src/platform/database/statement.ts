/** A named, prepared SQL statement that only reads. The row type is what its select list gives. */
export interface ReadStatement<Row> {
  readonly access: 'read';
  readonly name: string;
  readonly text: string;
  /** Never present: it carries the row's type. */
  readonly row?: Row;
}

/** A named, prepared SQL statement that writes; it exists only for a `WriteTransaction`. */
export interface WriteStatement<Row> {
  readonly access: 'write';
  readonly name: string;
  readonly text: string;
  readonly row?: Row;
}

export const reading = <Row>(name: string, text: string): ReadStatement<Row> => ({
  access: 'read',
  name,
  text,
});

export const writing = <Row = never>(name: string, text: string): WriteStatement<Row> => ({
  access: 'write',
  name,
  text,
});
