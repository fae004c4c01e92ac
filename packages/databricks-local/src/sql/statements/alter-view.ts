import { tableObject } from "../../access/data-rights";
import type { TableNotes } from "../store/table-notes";
import { setProperties, unsetProperties } from "./alter-properties";
import { viewOf } from "./create-view";
import { keepNotes } from "./keep-notes";
import { renameTo } from "./alter-rename";
import { NO_RESULT, type StatementKind } from "./statement-run";
import { seenTable } from "./target-table";
import { requireView } from "./target-view";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-alter-view */
export const ALTER_VIEW: StatementKind = {
  words: ["ALTER", "VIEW"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("ALTER", "VIEW");
    const table = requireView(seenTable(run, cursor.name()), "ALTER VIEW");
    run.files.rights.requireOwner(run.session.userName, tableObject(table));
    const alteration = { run, cursor, table };
    if (cursor.accept("AS")) {
      const { comment, properties } = table;
      const head = { columns: [], comment, properties };
      const changed: TableNotes = await viewOf(run, table, run.text.behind(cursor), head);
      await keepNotes(run, { ...changed, id: table.id, createdAt: table.createdAt });
      return NO_RESULT;
    }
    if (cursor.accept("RENAME", "TO")) await renameTo(alteration);
    else if (cursor.accept("SET", "TBLPROPERTIES")) await setProperties(alteration);
    else if (cursor.accept("UNSET", "TBLPROPERTIES")) await unsetProperties(alteration);
    else throw cursor.refuse("ALTER VIEW");
    cursor.end();
    return NO_RESULT;
  },
};
