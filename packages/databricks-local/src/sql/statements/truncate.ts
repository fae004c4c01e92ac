import { physicalTable } from "../store/physical-name";
import { keepPast } from "../store/row-tables";
import { keepVersion, nextVersion } from "./keep-version";
import { NO_RESULT, type StatementKind } from "./statement-run";
import { changeableTable } from "./target-table";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-truncate-table */
export const TRUNCATE: StatementKind = {
  words: ["TRUNCATE", "TABLE"],
  writes: true,
  async run(run) {
    const cursor = run.text.cursor();
    cursor.expect("TRUNCATE", "TABLE");
    const table = changeableTable(run, cursor.name(), "TRUNCATE TABLE");
    run.files.rights.requireTable(run.session.userName, table, "MODIFY");
    if (cursor.sees("PARTITION")) throw cursor.refuse("TRUNCATE TABLE");
    cursor.end();
    await run.connection.run(keepPast(table, nextVersion(run, table), false, "TRUE"));
    await run.connection.run(`DELETE FROM ${physicalTable(table)}`);
    await keepVersion(run, table, { operation: "TRUNCATE" });
    return NO_RESULT;
  },
};
