import { resolveName } from "../translate/translator";
import { ALTER_ACTIONS } from "./alter-actions";
import { NO_RESULT, type StatementKind } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-table */
export const ALTER_TABLE: StatementKind = {
  words: ["ALTER", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("ALTER", "TABLE");
    const table = run.files.catalogs.table(resolveName(cursor.name(), run.session));
    const action = ALTER_ACTIONS.find(({ words }) => cursor.accept(...words));
    if (!action) throw cursor.refuse("ALTER TABLE");
    await action.alter({ run, cursor, table });
    cursor.end();
    return NO_RESULT;
  },
};
