import fc from "fast-check";
import type { Operation } from "../../src/operation";
import { badText, badValue, broken } from "./bad-values";
import { SAMPLE_BODIES } from "./sample-bodies";

export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer | undefined;
  /** Instead of the token that is right. */
  readonly authorization: string | undefined;
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND"];
const BAD_TOKENS = [
  "",
  "Bearer",
  "Bearer ",
  "Bearer dapi-other",
  "Basic eDp5",
  "Bearer a b",
  `Bearer ${"x".repeat(5000)}`,
];
const QUERY_NAMES = [
  "page_size",
  "page_token",
  "update_mask",
  "purge",
  "filter",
  "path",
  "job_id",
  "max_results",
];
const QUERY_VALUES = [
  "",
  "0",
  "-1",
  "1e9",
  "true",
  "*",
  "display_name",
  "evaluation.state",
  "__proto__",
  "a.b.c.d",
  ",",
];

/** Requests to the operation, of which next to none is right. `ids` are what its path may name. */
export function badRequests(operation: Operation, ids: readonly string[]): fc.Arbitrary<BadRequest> {
  return fc.constantFrom(...operation.paths).chain((pattern) =>
    fc
      .record({
        method: fc.oneof(
          { weight: 9, arbitrary: fc.constant(operation.method) },
          fc.constantFrom(...METHODS),
        ),
        path: filled(pattern, ids),
        query: badQuery,
        body: badBody(pattern),
        authorization: fc.oneof(
          { weight: 20, arbitrary: fc.constant(undefined) },
          fc.constantFrom(...BAD_TOKENS),
        ),
      })
      .map(({ method, path, query, body, authorization }) => ({
        method,
        path: `${path}${query}`,
        body: method === "GET" || method === "HEAD" ? undefined : body,
        authorization,
      })),
  );
}

function filled(pattern: string, ids: readonly string[]): fc.Arbitrary<string> {
  const segment = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...ids) },
    badText.map((text) => encode(text.slice(0, 200)) || "x"),
    fc.constantFrom("%ZZ", "%00", "%c0%af", "%ed%a0%80", "%", "..%2f..", "a%20b"),
  );
  const parts = pattern.split("/").slice(1);
  return fc
    .tuple(...parts.map((part) => (part.startsWith(":") || part === "*" ? segment : fc.constant(part))))
    .map((filledParts) => `/${filledParts.join("/")}`);
}

const badQuery = fc
  .array(
    fc.tuple(
      fc.constantFrom(...QUERY_NAMES),
      fc.oneof(
        fc.constantFrom(...QUERY_VALUES, "%ZZ", "%00", "%ed%a0%80"),
        badText.map((text) => encode(text.slice(0, 500))),
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) =>
    pairs.length === 0 ? "" : `?${pairs.map(([name, value]) => `${name}=${value}`).join("&")}`,
  );

function badBody(path: string): fc.Arbitrary<Buffer | undefined> {
  const fitting = SAMPLE_BODIES.filter(([prefix]) => path.startsWith(prefix)).map(([, body]) => body);
  const samples =
    fitting.length > 0 && !path.startsWith("/_local") ? fitting : SAMPLE_BODIES.map(([, body]) => body);
  const json = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...samples).chain(broken) },
    badValue,
    fc.constantFrom<unknown>(...SAMPLE_BODIES.map(([, body]) => body)),
  );
  return fc.oneof(
    { weight: 6, arbitrary: json.map((value) => Buffer.from(JSON.stringify(value) ?? "")) },
    // Cut off somewhere:
    fc.tuple(fc.constantFrom(...samples), fc.nat()).map(([body, at]) => {
      const text = JSON.stringify(body);
      return Buffer.from(text.slice(0, at % text.length));
    }),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        "",
        "[".repeat(200_000),
        '{"a":'.repeat(50_000),
        "\ufeff{}",
        "NaN",
        '{"a":1e999}',
        "a=b&c=d",
      )
      .map((text) => Buffer.from(text)),
    fc.constant(undefined),
  );
}

/** Like `encodeURIComponent`, of lone surrogates, too: they become U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
