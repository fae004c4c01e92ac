import {
  type TGetResultSetMetadataResp,
  type TPrimitiveTypeEntry,
  TSparkRowSetType,
  TTypeId,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlResult } from "../sql/sql-engine";
import { schemaMessage } from "./arrow/ipc-messages";
import { parseSqlType, type ArrowType } from "./arrow/sql-type";
import { arrowColumn, type ResultForm } from "./result-form";
import { succeeded } from "./thrift-status";

export function resultSetMetadata({ columns }: SqlResult, form: ResultForm): TGetResultSetMetadataResp {
  return {
    status: succeeded(),
    schema: {
      columns: columns.map((column, index) => ({
        columnName: column.name,
        typeDesc: { types: [{ primitiveEntry: primitiveEntry(column.type) }] },
        position: index + 1,
      })),
    },
    resultFormat: form.rowSet,
    lz4Compressed: form.isCompressed,
    ...(form.rowSet === TSparkRowSetType.ARROW_BASED_SET && {
      arrowSchema: schemaMessage(columns.map((column) => arrowColumn(column, form))),
    }),
    isStagingOperation: false,
  };
}

/** `databricks-sql-connector` reads a decimal's digits here, not in the Arrow schema. */
function primitiveEntry(columnType: string): TPrimitiveTypeEntry {
  const type = parseSqlType(columnType);
  if (type.kind !== "decimal") return { type: thriftTypeId(type) };
  const qualifiers = { precision: { i32Value: type.precision }, scale: { i32Value: type.scale } };
  return { type: thriftTypeId(type), typeQualifiers: { qualifiers } };
}

const TYPE_IDS: Record<ArrowType["kind"], TTypeId> = {
  array: TTypeId.ARRAY_TYPE,
  bigint: TTypeId.BIGINT_TYPE,
  binary: TTypeId.BINARY_TYPE,
  boolean: TTypeId.BOOLEAN_TYPE,
  date: TTypeId.DATE_TYPE,
  decimal: TTypeId.DECIMAL_TYPE,
  double: TTypeId.DOUBLE_TYPE,
  float: TTypeId.FLOAT_TYPE,
  int: TTypeId.INT_TYPE,
  map: TTypeId.MAP_TYPE,
  smallint: TTypeId.SMALLINT_TYPE,
  string: TTypeId.STRING_TYPE,
  struct: TTypeId.STRUCT_TYPE,
  timestamp: TTypeId.TIMESTAMP_TYPE,
  timestamp_ntz: TTypeId.TIMESTAMP_TYPE,
  tinyint: TTypeId.TINYINT_TYPE,
  // As the Python driver's own tests have it.
  void: TTypeId.STRING_TYPE,
};

/** The one type word that the Thrift schema has for a column; its details stand in the Arrow schema. */
function thriftTypeId(type: ArrowType): TTypeId {
  return TYPE_IDS[type.kind];
}
