/** Whether two parts of a tree say the same, wherever they stand in the text; names are compared without their case. */
export function sameExpression(one: unknown, other: unknown): boolean {
  return textOf(one) === textOf(other);
}

function textOf(tree: unknown): string {
  return JSON.stringify(tree, (key, part: unknown) => (key === "span" ? undefined : part)).toLowerCase();
}
