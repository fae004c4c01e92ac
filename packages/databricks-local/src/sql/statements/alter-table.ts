import { tableObject } from "../../access/data-rights";
import { ALTER_ACTIONS } from "./alter-actions";
import { NO_RESULT, type StatementKind } from "./statement-run";
import { changeableTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-table */
export const ALTER_TABLE: StatementKind = {
  words: ["ALTER", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("ALTER", "TABLE");
    const table = changeableTable(run, cursor.name(), "ALTER TABLE");
    const action = ALTER_ACTIONS.find(({ words }) => cursor.accept(...words));
    if (!action) throw cursor.refuse("ALTER TABLE");
    const { rights } = run.files;
    if (action.right === "MODIFY") rights.requireTable(run.session.userName, table, action.right);
    else rights.requireOwner(run.session.userName, tableObject(table));
    await action.alter({ run, cursor, table });
    cursor.end();
    return NO_RESULT;
  },
};
