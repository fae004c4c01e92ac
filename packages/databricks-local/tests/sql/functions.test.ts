import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import type { FunctionSpec, FunctionTable } from "../../src/sql/functions/function-spec";
import {
  FUNCTION_FAMILIES,
  KNOWN_FUNCTIONS,
  REFUSED_FUNCTIONS,
} from "../../src/sql/functions/known-functions";
import { assertIsFile } from "../golden-file";
import { TemporaryEngine } from "./temporary-engine";

const PAGE = "docs/sql-functions.md";

describe("the functions of the local warehouse", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
  });

  after(() => engine.close());

  it("reaches no function that only DuckDB has", async () => {
    const reached: string[] = [];
    for (const name of await duckDbFunctions()) {
      const failure = await engine.failure(`SELECT ${name}(1) FROM VALUES (1) AS t(x)`);
      if (!/^(UNRESOLVED_ROUTINE 42883|UNSUPPORTED_FEATURE|PARSE_SYNTAX_ERROR)/.test(failure))
        reached.push(`${name}: ${failure}`);
    }
    assert.deepEqual(reached, []);
  });

  it("refuses no function that it knows", () => {
    assert.deepEqual(
      Object.keys(KNOWN_FUNCTIONS).filter((name) => REFUSED_FUNCTIONS.has(name)),
      [],
    );
  });

  it(`lists them in ${PAGE}`, () => {
    const page = readFileSync(join(__dirname, "../..", PAGE), "utf8");
    const list = [...Object.entries(FUNCTION_FAMILIES).map(family), refused()].join("\n\n");
    const between = `<!-- functions -->\n\n${list}\n\n<!-- /functions -->`;
    assertIsFile(PAGE, page.replace(/<!-- functions -->[\s\S]*<!-- \/functions -->/, between));
  });
});

/** DuckDB's own functions, but for those that go by a name that Databricks has, too. */
async function duckDbFunctions(): Promise<string[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const reader = await connection.runAndReadAll(
    "SELECT DISTINCT function_name FROM duckdb_functions() ORDER BY 1",
  );
  connection.closeSync();
  instance.closeSync();
  const names = reader.getRows().map(([name]) => String(name));
  return names.filter((name) => /^[a-z_]\w*$/.test(name) && !Object.hasOwn(KNOWN_FUNCTIONS, name));
}

function family([title, table]: [string, FunctionTable]): string {
  const names = Object.entries(table)
    .filter(([name]) => !name.startsWith("extract_"))
    .map(([name, spec]) => `\`${name}\` ${argumentCount(spec)}`);
  return `### ${title}\n\n${names.sort().join(" · ")}`;
}

function argumentCount({ minArgs, maxArgs }: FunctionSpec): string {
  if (maxArgs === Infinity) return `${minArgs}+`;
  return minArgs === maxArgs ? `${minArgs}` : `${minArgs}–${maxArgs}`;
}

function refused(): string {
  const names = [...REFUSED_FUNCTIONS].sort().map((name) => `\`${name}\``);
  return `### Refused by name\n\n${names.join(" · ")}`;
}
