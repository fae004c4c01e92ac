const ESCAPES: Readonly<Record<string, string>> = {
  "0": "\0",
  b: "\b",
  n: "\n",
  r: "\r",
  t: "\t",
  Z: "\x1a",
};

/**
 * The value of a string literal with its quotes.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/data-types/string-type
 */
export function unescapeString(literal: string): string {
  const quote = literal.charAt(0);
  return literal
    .slice(1, -1)
    .replace(/''|""|\\u([0-9a-fA-F]{4})|\\([\s\S])/gu, (text, unicode?: string, character?: string) => {
      if (unicode !== undefined) return String.fromCharCode(Number.parseInt(unicode, 16));
      if (character === undefined) return text.startsWith(quote) ? quote : text;
      // \% and \_ keep their backslash: they are for LIKE.
      if (character === "%" || character === "_") return text;
      return ESCAPES[character] ?? character;
    });
}
