import { TTypeId } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlType } from "./arrow/sql-type";

const TYPE_IDS: Record<SqlType["kind"], TTypeId> = {
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
  void: TTypeId.NULL_TYPE,
};

/** The one type word that the Thrift schema has for a column; its details stand in the Arrow schema. */
export function thriftTypeId(type: SqlType): TTypeId {
  return TYPE_IDS[type.kind];
}
