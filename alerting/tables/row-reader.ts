import { z } from "zod";
import { type ColumnSpec, type ConfigTableSpec, NOW, type RowOf } from "./column-spec";

/** What no cell needs more of: whoever reads rows must not be held up by one. */
const MOST = { characters: 10_000, entries: 100 } as const;

/** What a cell must be, as the SQL driver or a JSON file gives it. A message is the rule that was broken. */
function cellSchema(column: ColumnSpec): z.ZodType {
  const schema = valueSchema(column);
  if (column.default === NOW || (column.nullable && column.default === undefined))
    return z.preprocess((cell) => cell ?? null, schema.nullable());

  const fallback = column.default ?? (column.type === "ARRAY<STRING>" ? [] : column.ownRule ? "" : undefined);
  return z.preprocess(
    (cell) => (cell === null ? column.nullMeans : cell) ?? fallback,
    z
      .any()
      .refine((cell) => cell !== undefined, { error: `${column.name} is required`, abort: true })
      .pipe(schema),
  );
}

function valueSchema(column: ColumnSpec): z.ZodType {
  switch (column.type) {
    case "STRING":
      return column.check && !column.ownRule ? allowedText(column) : text(column);
    case "DOUBLE":
      return z.preprocess(toNumber, z.number("must be a finite number"));
    case "INT":
      return z.preprocess(toNumber, z.int32("must be a whole number of at most 32 bits"));
    case "BIGINT":
      return z.preprocess(toNumber, z.int("must be a whole number"));
    case "BOOLEAN":
      return z.boolean("must be TRUE or FALSE");
    case "DATE":
    case "TIMESTAMP":
      return z.preprocess(
        (cell) => (cell instanceof Date && !Number.isNaN(cell.getTime()) ? cell.toISOString() : cell),
        z.string("must be a point in time"),
      );
    case "ARRAY<STRING>":
      return z.preprocess(
        (cell) => (column.elementsRequired ? fromJson(cell) : withoutNulls(fromJson(cell))),
        z
          .array(
            z.string({
              error: ({ input }) => (input === null ? "must not hold NULL" : "must be a list of texts"),
            }),
            "must be a list of texts",
          )
          .refine(isFewEnough, TOO_MANY)
          .refine((list) => isShortEnough(list), TOO_LONG),
      );
    case "MAP<STRING,STRING>":
      return z.preprocess(
        (cell) => toObject(fromJson(cell)),
        z
          .record(z.string(), z.string().nullable(), "must be a map of texts")
          .refine((map) => isFewEnough(Object.keys(map)), TOO_MANY)
          .refine((map) => isShortEnough(Object.entries(map).flat()), TOO_LONG),
      );
  }
}

function allowedText({ values = [], anyCase }: ColumnSpec): z.ZodType {
  const schema = z.enum(values, `is not one of ${values.join(", ")}`);
  return anyCase
    ? z.preprocess((cell) => (typeof cell === "string" ? plainWord(cell) : cell), schema)
    : schema;
}

function text({ name, label, propertyName, maxLength = MOST.characters }: ColumnSpec): z.ZodType {
  let schema = z.string("must be a text");
  if (label) {
    schema = schema
      .regex(/\S/, { error: `${name} is required`, abort: true })
      .regex(/^\P{Cc}*$/u, "must not hold control characters");
  }
  if (propertyName) {
    schema = schema.refine(
      (cell) => !(cell in {}),
      "is a reserved word of JavaScript objects: choose another name",
    );
  }
  return schema.max(maxLength, longerThan(maxLength));
}

function longerThan(characters: number): string {
  return `is longer than ${characters.toLocaleString("en")} characters`;
}

const TOO_MANY = `has more than ${MOST.entries} entries`;
const TOO_LONG = longerThan(MOST.characters);

function isFewEnough(entries: readonly unknown[]): boolean {
  return entries.length <= MOST.entries;
}

function isShortEnough(texts: readonly (string | null)[]): boolean {
  return texts.reduce((sum, one) => sum + (one?.length ?? 0), 0) <= MOST.characters;
}

/** A word of a list as it stands there. */
function plainWord(text: string): string {
  return text.trim().toUpperCase();
}

/** BIGINT comes as bigint and DECIMAL as text, if somebody's table has these types. */
function toNumber(cell: unknown): unknown {
  return typeof cell === "bigint" || (typeof cell === "string" && cell.trim() !== "") ? Number(cell) : cell;
}

function fromJson(cell: unknown): unknown {
  if (typeof cell !== "string") return cell;

  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}

function withoutNulls(cell: unknown): unknown {
  return Array.isArray(cell) ? cell.filter((element) => element !== null) : cell;
}

function toObject(cell: unknown): unknown {
  return cell instanceof Map ? Object.fromEntries(cell) : cell;
}

/** A cell as the database gave it, and every rule that it breaks. */
export interface BrokenCell {
  readonly column: string;
  readonly rule: string;
}

/** A row in one piece: as the table has it, and as it was read, once. */
export interface ReadRow<Table extends ConfigTableSpec> {
  readonly raw: RawRow;
  /** Where a cell is broken, a stand-in takes its place, so that the other cells can be checked in the same run. */
  readonly row: RowOf<Table>;
  readonly broken: readonly BrokenCell[];
}

export type RawRow = Readonly<Record<string, unknown>>;

/**
 * Reads rows of one table. A missing or NULL cell takes the column's default; columns that the table does not
 * list are other people's and are left alone.
 */
export function rowReader<Table extends ConfigTableSpec>(table: Table): (raw: RawRow) => ReadRow<Table> {
  const cells = table.columns.map((column) => ({ column, schema: cellSchema(column) }));
  return (raw) => {
    const broken: BrokenCell[] = [];
    const entries = cells.map(({ column, schema }) => {
      const result = schema.safeParse(raw[column.name]);
      if (result.success) return [column.name, result.data];

      const rules = new Set(result.error.issues.map(({ message }) => message));
      broken.push(...[...rules].map((rule) => ({ column: column.name, rule })));
      return [column.name, standIn(column)];
    });
    // RowOf is made from the same list as the entries; fromEntries cannot know it.
    return { raw, row: Object.fromEntries(entries) as RowOf<Table>, broken };
  };
}

function standIn(column: ColumnSpec): unknown {
  if (column.default !== undefined && column.default !== NOW) return column.default;

  return column.nullable ? null : (column.values?.[0] ?? (column.type === "ARRAY<STRING>" ? [] : ""));
}
