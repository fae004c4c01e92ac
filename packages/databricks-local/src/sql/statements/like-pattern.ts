import type { TokenCursor } from "../text/token-cursor";

/** `[LIKE] 'pattern'` at a SHOW statement's end: `*` any characters, `|` or; case does not matter. Without one all fit. */
export function likePattern(cursor: TokenCursor): (name: string) => boolean {
  cursor.accept("LIKE");
  const pattern = cursor.atEnd ? "*" : cursor.string();
  cursor.end();
  const source = pattern.replace(/[.+?^${}()[\]\\]/g, "\\$&").replaceAll("*", ".*");
  const expression = new RegExp(`^(?:${source})$`, "i");
  return (name) => expression.test(name);
}
