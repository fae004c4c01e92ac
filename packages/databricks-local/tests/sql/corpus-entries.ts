import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const DIRECTORY = join(__dirname, "../testdata/sql");

interface Entry {
  /** The page of https://docs.databricks.com/aws/en/sql/language-manual/ that the expectation comes from. */
  readonly page: string;
  readonly sql: string;
  readonly headers: ReadonlyMap<string, string>;
}

export const CORPUS_FILES = readdirSync(DIRECTORY).filter((name) => name.endsWith(".sql"));

/** Statements, each below comments `-- page: …`, `-- expect: <rows as JSON>` or `-- error: CLASS SQLSTATE`, `-- types: …`, `-- names: …`. */
export function readEntries(file: string): Entry[] {
  const [, ...blocks] = readFileSync(join(DIRECTORY, file), "utf8").split(/^-- page: /m);
  return blocks.map((block) => {
    const [page = "", ...lines] = block.trim().split("\n");
    const comments = lines.flatMap((line) => /^-- (expect|error|types|names): (.*)$/.exec(line) ?? []);
    const headers = new Map<string, string>();
    for (let index = 0; index < comments.length; index += 3)
      headers.set(comments[index + 1] ?? "", comments[index + 2] ?? "");

    const sql = lines.filter((line) => !/^-- (expect|error|types|names): /.test(line)).join("\n");
    return { page, sql, headers };
  });
}

/** The statements that make the tables which the corpus reads. */
export function readTables(): string[] {
  const text = readFileSync(join(DIRECTORY, "tables/system-tables.sql"), "utf8");
  return text.split(/;$/m).filter((statement) => /^(?!--)\S/m.test(statement));
}

const LOCAL_NEEDS: readonly [need: string, words: RegExp][] = [
  ["the tables of the local workspace", /\b(system|shop)\b/i],
  ["the tests' clock", /\b(current_date|current_timestamp|now|unix_timestamp)\b/i],
  ["the local workspace's own names", /\bcurrent_(user|catalog|schema)\b/i],
];

/** What the statement needs that a real warehouse has otherwise. */
export function localNeedOf(sql: string): string | undefined {
  return LOCAL_NEEDS.find(([, words]) => words.test(sql))?.[0];
}
