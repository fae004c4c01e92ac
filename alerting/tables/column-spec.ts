/** The column types that the config tables use. */
export type SqlType =
  | "STRING"
  | "DOUBLE"
  | "INT"
  | "BIGINT"
  | "BOOLEAN"
  | "DATE"
  | "TIMESTAMP"
  | "ARRAY<STRING>"
  | "MAP<STRING,STRING>";

/** The one DEFAULT that is no constant. */
export const NOW = { expression: "CURRENT_TIMESTAMP()" } as const;

/** One column: the DDL, the row schema, the TypeScript type and the documentation are all made from this. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** DEFAULT of the column; a row read without a value gets it too. */
  readonly default?: string | boolean | typeof NOW;
  /** What the column may hold. */
  readonly values?: readonly string[];
  /** A CHECK constraint holds the column to `values`. */
  readonly check?: true;
  /** Read in any letters, and with blanks around it: as the earlier framework read it. */
  readonly anyCase?: true;
  /** What NULL is read as where that is not the default, which then stands for a column that is not there. */
  readonly nullMeans?: boolean;
  /** A rule of its own reads the cell and words the fault: the row schema takes any text. */
  readonly ownRule?: true;
  /** A name in one line: neither blank nor with control characters. */
  readonly label?: true;
  /** NULL among the elements is a fault. @default it is passed over */
  readonly elementsRequired?: true;
  /** Names a property of an object: what every JavaScript object has already would break Pulumi's SDK. */
  readonly propertyName?: true;
  /**
   * Most characters that a row may hold.
   * @default 10,000
   */
  readonly maxLength?: number;
  /** What the column means to the business, in one line. */
  readonly business: string;
  /** What the column does, in one line. */
  readonly technical: string;
  /** Not in the tables of the earlier framework: added to them when missing. */
  readonly ours?: true;
}

export interface ConfigTableSpec {
  readonly name: string;
  readonly comment: string;
  /** Table property `entity_type`. */
  readonly entityType: "configuration" | "fact" | "metric";
  readonly primaryKey: string;
  readonly foreignKeys?: readonly ForeignKeySpec[];
  readonly columns: readonly ColumnSpec[];
}

export interface ForeignKeySpec {
  readonly column: string;
  /** The config table whose primary key it holds. */
  readonly references: string;
}

/** A row of a table as the row schema gives it. */
export type RowOf<Table extends ConfigTableSpec> = {
  readonly [Column in Table["columns"][number] as Column["name"]]: Cell<Column>;
};

type Cell<Column extends ColumnSpec> = Value<Column> | (CanBeNull<Column> extends true ? null : never);

type Value<Column extends ColumnSpec> = Column extends { check: true; values: readonly (infer Allowed)[] }
  ? Column extends { ownRule: true }
    ? string
    : Allowed
  : ValueOfType<Column["type"]>;

// Only the database can work out CURRENT_TIMESTAMP(): a row that was never inserted has no such value.
type CanBeNull<Column extends ColumnSpec> = Column extends { default: typeof NOW }
  ? true
  : Column["nullable"];

interface Values {
  readonly STRING: string;
  readonly DOUBLE: number;
  readonly INT: number;
  readonly BIGINT: number;
  readonly BOOLEAN: boolean;
  readonly DATE: string;
  readonly TIMESTAMP: string;
  readonly "ARRAY<STRING>": readonly string[];
  readonly "MAP<STRING,STRING>": Readonly<Record<string, string | null>>;
}
type ValueOfType<Type extends SqlType> = Values[Type];

/** The column's COMMENT, in one line. */
export function columnComment(column: Pick<ColumnSpec, "business" | "technical">): string {
  return `Business: ${column.business} Technical: ${column.technical}`;
}
