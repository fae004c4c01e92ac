import {
  TSparkRowSetType,
  type TGetResultSetMetadataResp,
  type TPrimitiveTypeEntry,
} from "@databricks/sql/thrift/TCLIService_types";
import type { SqlResult } from "../sql/sql-engine";
import { schemaMessage } from "./arrow/ipc-messages";
import { parseSqlType } from "./arrow/sql-type";
import { succeeded } from "./thrift-status";
import { thriftTypeId } from "./thrift-type-id";

export function resultSetMetadata(
  { columns }: SqlResult,
  rowSet: TSparkRowSetType,
): TGetResultSetMetadataResp {
  return {
    status: succeeded(),
    schema: {
      columns: columns.map((column, index) => ({
        columnName: column.name,
        typeDesc: { types: [{ primitiveEntry: primitiveEntry(column.type) }] },
        position: index + 1,
      })),
    },
    resultFormat: rowSet,
    lz4Compressed: false,
    ...(rowSet === TSparkRowSetType.ARROW_BASED_SET ? { arrowSchema: schemaMessage(columns) } : {}),
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
