import {
  type DuckDBDecimalType,
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import { unsupported } from "../sql-faults";
import { simpleType, type SimpleTypeName, type SqlType } from "../types/sql-type";

const SIMPLE: Partial<Record<DuckDBTypeId, SimpleTypeName>> = {
  [DuckDBTypeId.BIGINT]: "bigint",
  [DuckDBTypeId.BLOB]: "binary",
  [DuckDBTypeId.BOOLEAN]: "boolean",
  [DuckDBTypeId.DATE]: "date",
  [DuckDBTypeId.DOUBLE]: "double",
  [DuckDBTypeId.FLOAT]: "float",
  // DuckDB sums integers into HUGEINT, Databricks into BIGINT.
  [DuckDBTypeId.HUGEINT]: "bigint",
  [DuckDBTypeId.INTEGER]: "int",
  [DuckDBTypeId.INTERVAL]: "interval",
  [DuckDBTypeId.SMALLINT]: "smallint",
  [DuckDBTypeId.SQLNULL]: "void",
  [DuckDBTypeId.TIMESTAMP]: "timestamp",
  [DuckDBTypeId.TIMESTAMP_TZ]: "timestamp",
  [DuckDBTypeId.TINYINT]: "tinyint",
  [DuckDBTypeId.UBIGINT]: "bigint",
  [DuckDBTypeId.UINTEGER]: "bigint",
  [DuckDBTypeId.VARCHAR]: "string",
};

/** A result column's type in Databricks' words. */
export function typeOfDuckDb(type: DuckDBType): SqlType {
  if (isDecimal(type)) return { kind: "decimal", precision: type.width, scale: type.scale };
  if (isList(type)) return { kind: "array", element: typeOfDuckDb(type.valueType) };
  if (isMap(type))
    return { kind: "map", key: typeOfDuckDb(type.keyType), value: typeOfDuckDb(type.valueType) };

  if (isStruct(type)) {
    const fields = type.entryNames.map((name, index) => {
      const entry = type.entryTypes[index];
      if (!entry) throw new TypeError(`DuckDB's struct type has no type for ${name}.`);
      return { name, type: typeOfDuckDb(entry) };
    });
    return { kind: "struct", fields };
  }
  // A JSON value is text for Databricks.
  const simple = SIMPLE[type.typeId];
  if (!simple) throw unsupported(`a result of type ${String(type)}`);
  return simpleType(simple);
}

function isDecimal(type: DuckDBType): type is DuckDBDecimalType {
  return type.typeId === DuckDBTypeId.DECIMAL;
}
function isList(type: DuckDBType): type is DuckDBListType {
  return type.typeId === DuckDBTypeId.LIST;
}
function isMap(type: DuckDBType): type is DuckDBMapType {
  return type.typeId === DuckDBTypeId.MAP;
}
function isStruct(type: DuckDBType): type is DuckDBStructType {
  return type.typeId === DuckDBTypeId.STRUCT;
}
