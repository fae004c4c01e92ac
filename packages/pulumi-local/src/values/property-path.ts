/** A path into properties as resource options name it: `tags.owner`, `rows[0]`, `tags["a b"]`, `rows[*].text`. */
export type PropertyPath = (string | number)[];

/** A name, or an index in brackets: a quoted name, a wildcard, a number. */
const ELEMENT = /\.?(?:\[(?:"((?:\\"|[^"])*)"|(\*)|(\d+))\]|([^.[]+))/y;

/** Undefined where the text is no path (pulumi: ParsePropertyPath in sdk/go/common/resource/properties_path.go). */
export function parsePath(text: string): PropertyPath | undefined {
  const path: PropertyPath = [];
  if (text.startsWith(".")) return undefined;
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < text.length) {
    const match = ELEMENT.exec(text);
    if (!match) return undefined;
    const [, quoted, wildcard, index, name] = match;
    path.push(
      index === undefined ? (quoted?.replaceAll('\\"', '"') ?? wildcard ?? name ?? "") : Number(index),
    );
  }
  return path;
}

/** Whether `path` names `other` or something that `other` is inside of; `*` stands for any one element. */
export function containsPath(path: PropertyPath, other: PropertyPath): boolean {
  return path.length <= other.length && path.every((element, i) => element === "*" || element === other[i]);
}
