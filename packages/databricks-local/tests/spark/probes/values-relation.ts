import { splitArguments } from "./argument-tables";

/** `VALUES (…), (…) AS t(names)`; a row of nothing but a STRUCT would be read as the row itself, and gets one more column. */
export function valuesRelation(
  first: readonly string[],
  names: readonly string[],
  more: readonly (readonly string[])[] = [],
): string {
  const isOneStruct = first.length === 1 && /^(struct|named_struct|\()/.test(first[0] ?? "");
  const rows = [first, ...more].map((row) => `(${[...row, ...(isOneStruct ? ["0"] : [])].join(", ")})`);
  return `VALUES ${rows.join(", ")} AS t(${[...names, ...(isOneStruct ? ["more"] : [])].join(", ")})`;
}

/** The same rows with one that is more frequent than each other. */
export function firstRowTwice(relation: string): string {
  const [, list = "", tail = ""] = /^VALUES (.*?)( AS t\(.*)$/s.exec(relation) ?? [];
  const rows = splitArguments(list);
  return new Set(rows).size < rows.length ? relation : `VALUES ${[rows[0], ...rows].join(", ")}${tail}`;
}
