import { TSparkRowSetType, type TGetResultSetMetadataResp } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlResult } from "../sql/sql-engine";
import { schemaMessage } from "./arrow/ipc-messages";
import { parseSqlType } from "./arrow/sql-type";
import { succeeded } from "./thrift-status";
import { thriftTypeId } from "./thrift-type-id";

export function resultSetMetadata({ columns }: SqlResult): TGetResultSetMetadataResp {
  return {
    status: succeeded(),
    schema: {
      columns: columns.map((column, index) => ({
        columnName: column.name,
        typeDesc: { types: [{ primitiveEntry: { type: thriftTypeId(parseSqlType(column.type)) } }] },
        position: index + 1,
      })),
    },
    resultFormat: TSparkRowSetType.ARROW_BASED_SET,
    lz4Compressed: false,
    arrowSchema: schemaMessage(columns),
    isStagingOperation: false,
  };
}
