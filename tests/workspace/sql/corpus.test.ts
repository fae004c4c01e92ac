import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { plain, TemporaryEngine } from "./temporary-engine";

const DIRECTORY = join(__dirname, "../../testdata/sql");

interface Entry {
  /** The page of https://docs.databricks.com/aws/en/sql/language-manual/ that the expectation comes from. */
  readonly page: string;
  readonly sql: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** Statements, each below comments `-- page: …`, `-- expect: <rows as JSON>` or `-- error: CLASS SQLSTATE`, `-- types: …`, `-- names: …`. */
function readEntries(file: string): Entry[] {
  const [, ...blocks] = readFileSync(join(DIRECTORY, file), "utf8").split(/^-- page: /m);
  return blocks.map((block) => {
    const [page = "", ...lines] = block.trim().split("\n");
    const comments = lines.flatMap((line) => /^-- (expect|error|types|names): (.*)$/.exec(line) ?? []);
    const headers = new Map<string, string>();
    for (let index = 0; index < comments.length; index += 3) {
      headers.set(comments[index + 1] ?? "", comments[index + 2] ?? "");
    }
    const sql = lines.filter((line) => !/^-- (expect|error|types|names): /.test(line)).join("\n");
    return { page, sql, headers };
  });
}

/** The statements that make the tables which the corpus reads. */
function readTables(): string[] {
  const text = readFileSync(join(DIRECTORY, "tables/system-tables.sql"), "utf8");
  return text.split(/;$/m).filter((statement) => /^(?!--)\S/m.test(statement));
}

describe("Databricks SQL on the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    for (const statement of readTables()) await engine.session.execute(statement);
  });

  after(() => engine.close());

  for (const file of readdirSync(DIRECTORY).filter((name) => name.endsWith(".sql"))) {
    describe(file, () => {
      for (const { page, sql, headers } of readEntries(file)) {
        const error = headers.get("error");
        it(`${error === undefined ? "answers" : "refuses"} ${sql} (${page})`, async () => {
          if (error !== undefined) {
            assert.equal(await engine.failure(sql), error);
            return;
          }
          const { columns, rows } = await engine.session.execute(sql);
          assert.deepEqual(
            rows.map((row) => row.map(plain)),
            JSON.parse(headers.get("expect") ?? ""),
          );
          const types = headers.get("types");
          if (types !== undefined) assert.equal(columns.map((column) => column.type).join(", "), types);
          const names = headers.get("names");
          if (names !== undefined) assert.equal(columns.map((column) => column.name).join(", "), names);
        });
      }
    });
  }
});
