import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { versionAtTime, versionNumbered } from "../store/find-version";
import { rowsAt } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import type { Constant } from "./constants";
import type { Translator } from "./translator";

/**
 * `VERSION AS OF n`, `TIMESTAMP AS OF e`: the rows that the table had.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-qry-select-table-reference
 */
export function pastRows(table: TableNotes, clause: SyntaxNode, translator: Translator): string {
  const kind = clause.node("this").text("name").toUpperCase();
  if (clause.text("kind") !== "AS OF") throw unsupported(`${kind} ${clause.text("kind")}`);
  const value = translator.constant(clause.node("expression"));
  return kind === "VERSION"
    ? rowsOfVersion(table, value.text ?? "", translator)
    : rowsOfTime(table, value, translator);
}

/** `t@v3`, `t@20261123100000000` */
export function splitVersion(name: string): { name: string; version?: string; time?: string } {
  const [, plain, kind, digits = ""] = /^(.+)@(v?)(\d+)$/i.exec(name) ?? [];
  if (plain === undefined) return { name };
  if (kind !== "") return { name: plain, version: digits };
  if (digits.length !== 17) throw timestampInvalid(digits);
  const [, date, time, rest] = /^(\d{8})(\d{6})(\d{3})$/.exec(digits) ?? [];
  const parts = [
    ...(date ?? "").replace(/(....)(..)(..)/, "$1-$2-$3").split(" "),
    ...(time ?? "").replace(/(..)(..)(..)/, "$1:$2:$3").split(" "),
  ];
  return { name: plain, time: `${parts.join("T")}.${rest ?? ""}Z` };
}

export function rowsOfVersion(table: TableNotes, text: string, translator: Translator): string {
  const version = versionNumbered(translator.surroundings.catalogs.versions.of(table.id), Number(text));
  return rowsAt(table, version.version, version.metadata);
}

export function rowsOfTime(table: TableNotes, value: Constant, translator: Translator): string {
  const versions = translator.surroundings.catalogs.versions.of(table.id);
  const version = versionAtTime(versions, timeOf(value), table);
  return rowsAt(table, version.version, version.metadata);
}

/** A time as a date, a timestamp or their text say it; without a zone it is UTC, the session's. */
export function timeOf({ text }: Constant): Date {
  const iso = (text ?? "").trim().replace(" ", "T").replace(/\+00$/, "Z");
  const time = new Date(/T/.test(iso) && !/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? `${iso}Z` : iso);
  if (Number.isNaN(time.getTime())) throw timestampInvalid(text ?? "NULL");
  return time;
}

function timestampInvalid(text: string): SqlError {
  return new SqlError(
    "DELTA_TIMESTAMP_INVALID",
    "42816",
    `The provided timestamp ('${text}') cannot be converted to a valid timestamp.`,
  );
}
