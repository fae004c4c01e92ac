import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { ExpectedError } from "../expected-error";
import { DuckDbSession, type WarehouseParts } from "./duckdb-session";
import { SessionSettings } from "./session-settings";
import { SqlError } from "./sql-engine";
import type { TableNotes } from "./store/table-notes";
import { tokenize } from "./text/tokenize";

/**
 * What a new workspace has: the catalog `main`, and whatever these SQL scripts make.
 *
 * @param mark a file that is there until the scripts have run: a start that was cut short begins again with all of them
 */
export async function setUp(
  warehouse: WarehouseParts,
  userName: string,
  scripts: readonly string[],
  mark: string,
): Promise<void> {
  const { files } = warehouse;
  if (files.catalogs.hasCatalog("main") && !existsSync(mark)) return;
  writeFileSync(mark, "");
  await files.createCatalog("main");
  const temporaryViews = new Map<string, TableNotes>();
  const session = new DuckDbSession(warehouse, {
    catalog: "main",
    schema: "default",
    userName,
    temporaryViews,
    settings: new SessionSettings(),
  });
  for (const script of scripts) await runScript(session, script);
  rmSync(mark);
}

async function runScript(session: DuckDbSession, script: string): Promise<void> {
  try {
    for (const statement of statementsOf(readFileSync(script, "utf8"))) await session.execute(statement);
  } catch (cause) {
    if (!(cause instanceof SqlError || (cause instanceof Error && "syscall" in cause))) throw cause;
    throw new ExpectedError(`The workspace cannot be set up by ${script}: ${cause.message}`, { cause });
  }
}

/** The statements of a script, without the semicolons between them. */
function statementsOf(script: string): string[] {
  const ends = tokenize(script).filter(({ text }) => text === ";");
  const texts = [...ends.map(({ start }) => start), script.length].map((end, index) =>
    script.slice(ends[index - 1]?.end ?? 0, end),
  );
  return texts.filter((text) => tokenize(text).length > 0);
}
