/** The elements of a setting that is a list: `a, b`. An empty one is kept: it is a slip, to be told. */
export function elementsOf(list: string): string[] {
  return list.trim() === "" ? [] : list.split(",").map((element) => element.trim());
}

/** `name=value`, cut at the last `=`: a name may hold one. Either may be empty. */
export function pairOf(element: string): readonly [name: string, value: string] {
  const at = element.lastIndexOf("=");
  return [element.slice(0, Math.max(at, 0)).trim(), element.slice(at + 1).trim()];
}
