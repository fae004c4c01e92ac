import { type Field, makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import type { SqlCell, SqlColumn } from "../../sql/sql-engine";
import { columnData, nullableFields } from "./column-data";
import { parseSqlType } from "./sql-type";

/** Before each message: the continuation marker and the length of its metadata, four bytes each. */
const PREFIX_BYTES = 8;

/**
 * An answer holds the two messages of an Arrow stream apart: the schema once, then a record batch per page.
 *
 * @see https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format
 */
export function schemaMessage(columns: readonly SqlColumn[]): Buffer {
  const stream = arrowStream(columns, []);
  return stream.subarray(0, schemaLength(stream));
}

export function recordBatchMessage(
  columns: readonly SqlColumn[],
  rows: readonly (readonly SqlCell[])[],
): Buffer {
  const stream = arrowStream(columns, rows);
  const endOfStream = stream.length - PREFIX_BYTES;
  return stream.subarray(schemaLength(stream), endOfStream);
}

/** The whole stream: the schema, one record batch, and its end. */
export function arrowStream(columns: readonly SqlColumn[], rows: readonly (readonly SqlCell[])[]): Buffer {
  const children = columns.map((column, index) =>
    columnData(
      parseSqlType(column.type),
      rows.map((row) => row[index] ?? null),
    ),
  );
  const names = columns.map((column) => column.name);
  const fields = nullableFields(names, children).map((field, index) => named(field, columns[index]?.type));
  const schema = new Schema(fields);
  const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schema);
  writer.write(new RecordBatch(schema, data));
  writer.finish();
  return Buffer.from(writer.toUint8Array(true));
}

/** By this `databricks-sql-connector` tells a VARIANT from a text. */
function named(field: Field, type: string | undefined): Field {
  return type === "variant"
    ? field.clone({ metadata: new Map([["Spark:DataType:SqlName", "VARIANT"]]) })
    : field;
}

/** A schema message is metadata alone, without a body. */
function schemaLength(stream: Buffer): number {
  return PREFIX_BYTES + stream.readInt32LE(PREFIX_BYTES / 2);
}
