import assert from "node:assert/strict";
import { CONFIG_TABLES } from "../../alerting/tables/config-tables";
import { tableSteps } from "./table-steps";

/** Where the notebook has the tables; in its stead stands what the program knows of them. */
const PLACE = "TABLES = []";

/** Names that the notebook fills in from its parameters, in backticks like any other. */
const NAMES = { catalog: "<catalog>", goldSchema: "<gold_schema>" };

/**
 * The notebook of the tables job: `template` is `jobs/create_tables.py`, the statements are those of the program, so
 * that there is one source of both.
 */
export function tablesNotebook(template: string): string {
  assert(
    template.includes(PLACE),
    `jobs/create_tables.py has no line ${PLACE}, in whose stead the tables stand.`,
  );
  const tables = CONFIG_TABLES.map((spec) => tableSteps(NAMES, spec));
  // A raw string of Python: JSON never holds three quotes in a row.
  const text = `TABLES = json.loads(r"""\n${JSON.stringify(tables, undefined, 1)}\n""")`;
  return template.replace(PLACE, () => text);
}
