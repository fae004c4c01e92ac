import { sqlLiteral } from "../../sql/quoting";
import type { AuthoredAlert, Guards } from "../authored-alert";
import { conditionOf } from "../condition";
import { conditionLine } from "../condition-text";

/**
 * Another number is another text in every compiled alert, which the next preview says of each: with the same meaning, where only
 * the number changed.
 */
export const COMPILER = 1;

/** The first line of a compiled query: what its row says, for whoever reads the query, and for the way back. */
export function header(alert: AuthoredAlert, compiler: number): string {
  const { silencedUntil, silences, score } = alert;
  const parts = [
    conditionLine(conditionOf(alert)) ?? "",
    ...(silencedUntil === undefined ? [] : [`quiet until ${silencedUntil}`]),
    ...(silences ? [`quiet where ${silences.view} has ${sqlLiteral(silences.alertId)}`] : []),
    ...(score
      ? [`held back where ${score.function} of ${sqlLiteral(score.alertId)} is below ${score.atLeast}`]
      : []),
  ];
  // What a row says must not end the comment, nor begin one.
  const text = parts.join("; ").replaceAll("*/", "*\u2215").replaceAll("/*", "\u2215*");
  return `/* databricks-alerts ${compiler}: ${text} */`;
}

const HEADER = /^\/\* databricks-alerts (\d+): ([^]*?) \*\/\n/;
const PARTS =
  /^([^]*?)(?:; quiet until (\S+))?(?:; quiet where (`[^]*`) has '([^]*)')?(?:; held back where (`[^]*`) of '([^]*)' is below (\S+))?$/;

/** What the first line says of a compiled query; `undefined` for a query that has none. What it says is to be tried. */
export interface CompiledHeader {
  readonly compiler: number;
  readonly line: string;
  readonly guards: Pick<Guards, "silencedUntil" | "silences" | "score">;
  /** Of the query behind it. */
  readonly length: number;
}

export function readHeader(queryText: string): CompiledHeader | undefined {
  const [whole = "", compiler = "", said = ""] = HEADER.exec(queryText) ?? [];
  if (whole === "") return undefined;
  const text = said.replaceAll("*\u2215", "*/").replaceAll("\u2215*", "/*");
  const [, line = "", silencedUntil, view, silenced = "", called, scored = "", atLeast] =
    PARTS.exec(text) ?? [];
  return {
    compiler: Number(compiler),
    line,
    guards: {
      ...(silencedUntil !== undefined && { silencedUntil }),
      ...(view !== undefined && { silences: { view, alertId: unquoted(silenced) } }),
      ...(called !== undefined && {
        score: { function: called, alertId: unquoted(scored), atLeast: Number(atLeast) },
      }),
    },
    length: whole.length,
  };
}

/** Of what `sqlLiteral` escaped. */
function unquoted(text: string): string {
  return text.replaceAll(/\\(.)/gs, (_, character: string) => ({ n: "\n", r: "\r" })[character] ?? character);
}
