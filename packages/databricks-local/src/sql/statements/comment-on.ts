import { unsupported } from "../sql-faults";
import { resolveName } from "../translate/translator";
import { NO_RESULT, type StatementKind } from "./statement-run";
import { keepNotes } from "./keep-notes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-comment */
export const COMMENT_ON: StatementKind = {
  words: ["COMMENT", "ON"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("COMMENT", "ON");
    if (!cursor.accept("TABLE")) throw unsupported(`COMMENT ON ${cursor.next().text.toUpperCase()}`);
    const table = run.files.catalogs.table(resolveName(cursor.name(), run.session));
    run.files.catalogs.requireChangeable(table);
    run.files.rights.requireTable(run.session.userName, table, "MODIFY");
    cursor.expect("IS");
    const comment = cursor.accept("NULL") ? undefined : cursor.string();
    cursor.end();
    const parameters = { properties: JSON.stringify({ comment: comment ?? null }) };
    await keepNotes(run, { ...table, comment }, { operation: "SET TBLPROPERTIES", parameters });
    return NO_RESULT;
  },
};
