type Row = Record<string, unknown>;

/**
 * A row as the SQL session gives it:
 *
 * | column | value |
 * |---|---|
 * | TINYINT, SMALLINT, INT, FLOAT, DOUBLE | number |
 * | BIGINT | number; bigint beyond `Number.MAX_SAFE_INTEGER` |
 * | DECIMAL | string with the column's scale, exact: `"12.50"` (the driver rounds negative ones of more than 15 digits) |
 * | BOOLEAN, STRING | boolean, string |
 * | DATE | Date, midnight UTC |
 * | TIMESTAMP | Date, to the millisecond |
 * | BINARY | Buffer |
 * | ARRAY | array |
 * | MAP | object, its keys as text |
 * | STRUCT | object |
 * | INTERVAL | string |
 * | NULL of any type | null |
 *
 * The rules hold inside ARRAY, MAP and STRUCT as well.
 */
export function rowValues(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== "object" || value === null || value instanceof Date || Buffer.isBuffer(value))
    return value;
  return rowValues({ ...value });
}
