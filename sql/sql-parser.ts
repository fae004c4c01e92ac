import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { SqlTree } from "./tree";

/** The parser's own module: the only way in that needs no promise. */
interface ParserModule {
  initSync(options: { module: Uint8Array }): void;
  parse_sql(dialect: string, sql: string): unknown;
}

let loaded: ParserModule | undefined;

/**
 * The parser, loaded when the first query is parsed (a tenth of a second), so that whoever parses none does not wait.
 * The package's entry loads it asynchronously only, and its types are not those of the tree that it returns.
 */
function parser(): ParserModule {
  if (loaded === undefined) {
    const folder = join(dirname(require.resolve("@guanmingchiu/sqlparser-ts")), "../wasm");
    // The package exports no more than its asynchronous entry, so no type comes with this file.
    const module = createRequire(__filename)(join(folder, "sqlparser_rs_wasm.js")) as ParserModule;
    module.initSync({ module: readFileSync(join(folder, "sqlparser_rs_wasm_bg.wasm")) });
    loaded = module;
  }
  return loaded;
}

/** The statements of a text of Databricks SQL, or what the parser says of it. */
export function parseSql(text: string): readonly SqlTree[] | { readonly fault: string } {
  try {
    // The shape is that of the parser's version, which package-lock.json fixes.
    return parser().parse_sql("databricks", text) as SqlTree[];
  } catch (error) {
    return { fault: messageOf(error) };
  }
}

/** The parser throws plain objects with a message; its recursion limit, and a trap of the machine, are errors. */
function messageOf(error: unknown): string {
  const message =
    typeof error === "object" && error !== null && "message" in error ? String(error.message) : String(error);
  return message.replace(/^sql parser error: /, "");
}
