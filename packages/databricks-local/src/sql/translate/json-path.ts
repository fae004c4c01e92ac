/** The value at a path of a JSON text: text without its quotes, objects and arrays as JSON; malformed JSON is NULL. */
export function jsonPath(json: string, path: string): string {
  return `CASE WHEN json_valid(${json}) THEN json_extract_string(${json}, ${path}) END`;
}
