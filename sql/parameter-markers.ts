import { nodesOf } from "./nodes-of";
import type { QueryAnalysis } from "./parse-query";
import { codeOf } from "./scan-text";

/** A marker stands where an expression begins: neither in `a::INT` nor in `body:path`. */
export const MARKER =
  /(?:^|[(,=<>+*/%|-]|\b(?:AND|OR|NOT|IN|LIKE|BETWEEN|THEN|ELSE|WHEN|SELECT|LIMIT|OFFSET|INTERVAL|DIV))\s*(:[a-z_]\w*)/gi;

/** The markers of parameters, once each: `:days`, `?`. */
export function parameterMarkers(text: string, analysis: QueryAnalysis): string[] {
  const markers =
    analysis.outcome === "query"
      ? nodesOf(analysis.query, "Value").flatMap(({ value }) => value.Placeholder ?? [])
      : [...codeOf(text).matchAll(MARKER)].flatMap(([, marker]) => marker ?? []);
  return [...new Set(markers)];
}
