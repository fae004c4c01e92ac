import { SqlError } from "../sql-engine";
import { javaRegex } from "./java-regex";

const URI = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
/** Not allowed: controls, blanks and these; `%` stands before two digits. */
const ILLEGAL = /[\x00-\x20\x7f"<>\\^`{|}]|%(?![0-9a-fA-F]{2})|\p{Zs}|\p{Cc}/u;
const HOST_NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z](?:[a-z0-9-]*[a-z0-9])?\.?$/i;
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$|^\[[0-9a-fA-F:.]+(?:%\w+)?\]$/;

/**
 * A part of a URI as Java divides it, not decoded.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/parse_url
 */
export function urlPart(text: string, part: string, key?: string): string | null {
  const [whole, scheme, authority, path = "", query, fragment] = URI.exec(text) ?? [];
  const isIllegal =
    whole === undefined ||
    ILLEGAL.test(text.replace(/^[^[\]]*\[[^[\]]*\]/, "")) ||
    /[[\]]/.test(path) ||
    (scheme !== undefined && !/^[a-z][a-z0-9+.-]*$/i.test(scheme)) ||
    (authority === "" && path === "") ||
    (scheme !== undefined && authority === undefined && path === "") ||
    text.startsWith(":");
  if (isIllegal) {
    throw new SqlError(
      "INVALID_URL",
      "22P02",
      `The url is invalid: ${text}. Use \`try_parse_url\` to tolerate invalid URL and return NULL instead.`,
    );
  }
  // `mailto:a@b` has no parts but what follows the scheme.
  const isOpaque = scheme !== undefined && authority === undefined && !path.startsWith("/");
  const server = serverOf(authority ?? "");
  const rawQuery = isOpaque ? undefined : query;
  if (key !== undefined) return part === "QUERY" ? parameter(rawQuery, key) : null;
  const parts: Readonly<Record<string, string | undefined>> = {
    HOST: server?.host,
    PATH: isOpaque ? undefined : path,
    QUERY: rawQuery,
    REF: fragment,
    PROTOCOL: scheme,
    FILE: isOpaque ? undefined : `${path}${rawQuery === undefined ? "" : `?${rawQuery}`}`,
    AUTHORITY: authority === "" ? undefined : authority,
    USERINFO: server?.user,
  };
  return (Object.hasOwn(parts, part) ? parts[part] : undefined) ?? null;
}

/** An authority that names no host as hosts are named has none, and no user. */
function serverOf(authority: string): { host: string; user: string | undefined } | undefined {
  const [, user, host = ""] = /^(?:([^@]*)@)?(\[[^\]]*\]|[^:@]*)(?::\d*)?$/.exec(authority) ?? [];
  return HOST_NAME.test(host) || ADDRESS.test(host) ? { host, user } : undefined;
}

/** The key is a part of a regular expression. */
function parameter(query: string | undefined, key: string): string | null {
  if (query === undefined) return null;
  const { regex, groups } = javaRegex(`(&|^)${key}=([^&]*)`, "parse_url");
  regex.lastIndex = 0;
  const match = regex.exec(query);
  return match?.[groups[2] ?? 2] ?? null;
}
