/**
 * `/* only: version, operation *\/ DESCRIBE HISTORY t`: of the rows only these columns are held against each other; times,
 * sizes and paths are never the same. Names and types of all columns are.
 */
export function onlyColumns<T>(
  sql: string,
  names: readonly string[],
  rows: readonly (readonly T[])[],
): readonly (readonly (T | null)[])[] {
  const [, list] = /^\/\* only: (.*?) \*\//.exec(sql) ?? [];
  if (list === undefined) return rows;
  const kept = list.split(", ");
  return rows.map((row) => row.map((cell, at) => (kept.includes(names[at] ?? "") ? cell : null)));
}
