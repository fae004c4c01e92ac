import { Field, List, makeData, Map_, Struct, type Data } from "apache-arrow";
import type { SqlCell } from "../../sql/sql-engine";
import { entries, list, struct } from "./cell-values";
import { offsets, validity } from "./column-buffers";
import { columnData, nullableFields } from "./column-data";
import type { SqlField, SqlType } from "./sql-type";

/** The names of children are the service's: drivers look up `element`, `entries`, `key` and `value`. */
export function listData(elementType: SqlType, cells: readonly SqlCell[]): Data {
  const lists = cells.map(list);
  const child = columnData(elementType, lists.flat());
  const type = new List(new Field("element", child.type, true));
  const valueOffsets = offsets(lists.map(({ length }) => length));
  return makeData({ type, length: cells.length, ...validity(cells), valueOffsets, child });
}

export function mapData(keyType: SqlType, valueType: SqlType, cells: readonly SqlCell[]): Data {
  const maps = cells.map(entries);
  const pairs = maps.flat();
  const keys = columnData(
    keyType,
    pairs.map(([key]) => key),
  );
  const values = columnData(
    valueType,
    pairs.map(([, value]) => value),
  );
  const entry = new Struct<{ key: SqlArrow; value: SqlArrow }>([
    new Field("key", keys.type, false),
    new Field("value", values.type, true),
  ]);
  const child = makeData({ type: entry, length: pairs.length, nullCount: 0, children: [keys, values] });
  const type = new Map_(new Field("entries", entry, false));
  const valueOffsets = offsets(maps.map((map) => map.length));
  return makeData({ type, length: cells.length, ...validity(cells), valueOffsets, child });
}

export function structData(fields: readonly SqlField[], cells: readonly SqlCell[]): Data {
  const structs = cells.map(struct);
  const children = fields.map(({ name, type }) =>
    columnData(
      type,
      structs.map((fieldsOf) => fieldsOf[name] ?? null),
    ),
  );
  const names = fields.map((field) => field.name);
  const type = new Struct(nullableFields(names, children));
  return makeData({ type, length: cells.length, ...validity(cells), children });
}

type SqlArrow = Data["type"];
