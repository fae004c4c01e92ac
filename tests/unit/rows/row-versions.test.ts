import assert from "node:assert/strict";
import { SqlStatementError } from "../../../databricks/sql-statement-error";
import { readRowVersions } from "../../../rows/row-versions";

const NAMES = { catalog: "main", goldSchema: "gold" };

/** Of a table with these versions, the latest first, and of another that is not there. */
function versionsOf(...operations: readonly string[]) {
  const query = ({ sql }: { readonly sql: string }) =>
    sql.includes("alert_configurations")
      ? Promise.resolve(
          operations.map((operation, index) => ({
            version: String(operations.length - index),
            operation,
            userName: null,
          })),
        )
      : Promise.reject(new SqlStatementError("[TABLE_OR_VIEW_NOT_FOUND] no SQLSTATE: 42P01"));
  return readRowVersions({ query }, NAMES);
}

describe("the version of a table's rows", () => {
  it("is the last one that may have changed a row: the service's own upkeep has not", async () => {
    const versions = await versionsOf("VACUUM END", "VACUUM START", "OPTIMIZE", "MERGE", "CREATE TABLE");
    assert.deepEqual(
      [...versions],
      [["alert_configurations", { version: 2, operation: "MERGE", userName: undefined }]],
    );
  });

  it("is that of whatever is not known to leave rows alone", async () => {
    for (const operation of ["RESTORE", "DELETE", "TRUNCATE", "SET TBLPROPERTIES", "A NEW ONE"])
      assert.equal((await versionsOf(operation, "WRITE")).get("alert_configurations")?.version, 2);
  });

  it("is not taken for known where the history cannot be read", async () => {
    const refused = new SqlStatementError("[INSUFFICIENT_PERMISSIONS] no SQLSTATE: 42501");
    await assert.rejects(readRowVersions({ query: () => Promise.reject(refused) }, NAMES), refused);
  });
});
