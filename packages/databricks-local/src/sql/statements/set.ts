import { unsupported } from "../sql-faults";
import type { TokenCursor } from "../text/token-cursor";
import { NO_RESULT, type StatementKind, type StatementRun, textResult } from "./statement-run";

/**
 * `SET`, `SET name`, `SET name = value`, `SET TIME ZONE zone`
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-conf-mgmt-set
 */
export const SET: StatementKind = {
  words: ["SET"],
  writes: false,
  run: (run) =>
    new Promise((resolve) => {
      resolve(set(run));
    }),
};

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-aux-conf-mgmt-reset */
export const RESET: StatementKind = {
  words: ["RESET"],
  writes: false,
  run: (run) =>
    new Promise((resolve) => {
      const cursor = run.text.cursor();
      cursor.expect("RESET");
      run.session.settings.reset(cursor.atEnd ? undefined : settingName(cursor));
      cursor.end();
      resolve(NO_RESULT);
    }),
};

function set(run: StatementRun) {
  const { settings } = run.session;
  const cursor = run.text.cursor();
  cursor.expect("SET");
  if (cursor.accept("TIME", "ZONE")) {
    settings.set("TIMEZONE", zone(cursor));
    cursor.end();
    return NO_RESULT;
  }
  if (["VAR", "VARIABLE", "RECIPIENT", "TAG"].some((word) => cursor.sees(word))) throw cursor.refuse("SET");
  if (cursor.atEnd || cursor.accept("-", "v")) {
    cursor.end();
    return shown(settings.names().map((name) => [name, settings.get(name)]));
  }
  const name = settingName(cursor);
  if (cursor.accept("=")) settings.set(name, value(run, cursor));
  cursor.end();
  return shown([[name, settings.get(name)]]);
}

function shown(rows: readonly (readonly string[])[]) {
  return textResult(["key", "value"], rows);
}

function settingName(cursor: TokenCursor): string {
  return cursor.name().join(".");
}

function zone(cursor: TokenCursor): string {
  if (cursor.sees("INTERVAL")) throw unsupported("SET TIME ZONE by an INTERVAL");
  return cursor.peek()?.kind === "string" ? cursor.string() : cursor.identifier();
}

/** All that stands behind `=`, quotes taken away where they enclose it. */
function value(run: StatementRun, cursor: TokenCursor): string {
  const tokens = cursor.rest();
  const [first] = tokens;
  const last = tokens.at(-1);
  if (!first || !last) throw cursor.unexpected("expected a value");
  while (!cursor.atEnd) cursor.next();
  return tokens.length === 1 ? first.value : run.text.sql.slice(first.start, last.end);
}
