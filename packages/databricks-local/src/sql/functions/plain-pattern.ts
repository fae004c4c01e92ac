import { javaRegex } from "../native/java-regex";
import { SqlError } from "../sql-engine";

const LINE_ENDS = "\\n\\r\\x{85}\\x{2028}\\x{2029}";
const TOKEN =
  /^(?:(?<letter>[\p{L}\p{N}_ \-,;:'"\/<>=!@#%&~`])|(?<escape>\\[.\-+*?()[\]{}|^$\/\\])|(?<class>\\[dDwW])|(?<space>\\s)|(?<any>\.)|(?<set>\[\^?[\p{L}\p{N}_ .,;:'"\/<>=!@#%~`+*()|$?{}-]+\])|(?<open>\(\?:|\((?!\?))|(?<other>[)|])|(?<repeat>[*+?]\??(?![+*?])|\{\d{1,3}(?:,\d{0,3})?\}\??(?![+*?])))/u;

/**
 * A regular expression that DuckDB reads as Java does, in DuckDB's words; undefined: it has parts of which the two think
 * differently.
 *
 * @param isTest whether it is only asked if there is a match, and not which
 */
export function plainPattern(pattern: string, isTest: boolean): string | undefined {
  let [text, rest] = ["", pattern];
  const [flag = ""] = /^\(\?i\)/.exec(rest) ?? [];
  // DuckDB ignores the case of all letters, Java that of ASCII.
  if (flag !== "" && /[^\x20-\x7e]/.test(rest)) return undefined;
  rest = rest.slice(flag.length);
  if (rest.startsWith("^")) {
    text += "^";
    rest = rest.slice(1);
  }
  // Alternatives would each have an anchor of their own.
  if (/[$^]/.test(text + rest.slice(-1)) && rest.includes("|")) return undefined;
  const end = /(?<!\\)\$$/.test(rest) ? `(?:\\r\\n|[${LINE_ENDS}])?\\z` : "";
  if (end !== "") {
    if (!isTest) return undefined;
    rest = rest.slice(0, -1);
  }
  while (rest !== "") {
    const { groups, 0: token } = TOKEN.exec(rest) ?? { 0: "" };
    if (!groups || token === "") return undefined;
    if (groups.any !== undefined) text += `[^${LINE_ENDS}]`;
    else text += groups.space === undefined ? token : "[\\t-\\r ]";
    rest = rest.slice(token.length);
  }
  // The two do not find the same empty matches; and what Java does not read is an error of each row.
  const { isReadable, isEmpty } = look(pattern);
  return isReadable && (isTest || !isEmpty) ? flag + text + end : undefined;
}

/** Whether Java reads the pattern, and whether it may find an empty text; where that is not known it may. */
function look(pattern: string): { isReadable: boolean; isEmpty: boolean } {
  try {
    const { regex } = javaRegex(pattern, "rlike");
    regex.lastIndex = 0;
    return { isReadable: true, isEmpty: regex.test("") };
  } catch (error) {
    const isWrong = error instanceof SqlError && error.errorClass.startsWith("INVALID_PARAMETER_VALUE");
    return { isReadable: !isWrong, isEmpty: true };
  }
}
