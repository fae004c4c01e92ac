import type { TokenCursor } from "../text/token-cursor";

/** `('key' = 'value', a.b = true, …)` */
export function readProperties(cursor: TokenCursor): ReadonlyMap<string, string> {
  return new Map(
    cursor.list(() => {
      const key = readPropertyKey(cursor);
      cursor.accept("=");
      return [key, cursor.next().value] as const;
    }),
  );
}

export function readPropertyKey(cursor: TokenCursor): string {
  return cursor.peek()?.kind === "string" ? cursor.string() : cursor.name().join(".");
}
