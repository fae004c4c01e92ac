import { functionObject } from "../../access/data-rights";
import { isPrivilegeOn, privilegeName, type Securable, securableOf } from "../../grants/securable";
import { SqlError, type SqlResult } from "../sql-engine";
import { catalogNotFound, schemaNotFound, unsupported } from "../sql-faults";
import type { TokenCursor } from "../text/token-cursor";
import { resolveName } from "../translate/names";
import { routineNotFound } from "./functions";
import { schemaName } from "./schemas";
import { NO_RESULT, type StatementKind, type StatementRun, textResult } from "./statement-run";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/security-grant */
export const GRANTS: readonly StatementKind[] = [
  { words: ["GRANT"], writes: true, run: (run) => change(run, "GRANT", "TO", "add") },
  { words: ["REVOKE"], writes: true, run: (run) => change(run, "REVOKE", "FROM", "remove") },
  { words: ["SHOW", "GRANTS"], writes: false, run: (run) => Promise.resolve(show(run)) },
  { words: ["SHOW", "GRANT"], writes: false, run: (run) => Promise.resolve(show(run)) },
];

function change(
  run: StatementRun,
  verb: string,
  preposition: string,
  how: "add" | "remove",
): Promise<SqlResult> {
  const cursor = run.text.cursor();
  cursor.expect(verb);
  const privileges = readPrivileges(cursor);
  cursor.expect("ON");
  const securable = readSecurable(run, cursor);
  cursor.expect(preposition);
  const principal = cursor.identifier();
  cursor.end();
  const wrong = privileges.find((privilege) => !isPrivilegeOn(securable.type, privilege));
  if (wrong !== undefined) throw wrongPrivilege(wrong, securable);
  run.files.rights.requireManage(run.session.userName, securable);
  // The store is a file of its own: it follows once the transaction stands.
  run.onCommit(() => {
    run.files.rights.grants.change(securable, [{ principal, [how]: privileges }]);
  });
  return Promise.resolve(NO_RESULT);
}

function show(run: StatementRun): SqlResult {
  const cursor = run.text.cursor();
  cursor.next();
  cursor.next();
  const only = cursor.sees("ON") ? undefined : cursor.identifier();
  cursor.expect("ON");
  const securable = readSecurable(run, cursor);
  cursor.end();
  const rows = [...run.files.rights.grants.effective(securable)]
    .filter(([principal]) => only === undefined || principal.toLowerCase() === only.toLowerCase())
    .flatMap(([principal, privileges]) =>
      privileges.map(({ privilege, inheritedFrom }) => {
        const on = inheritedFrom ?? securable;
        return [principal, privilege.replaceAll("_", " "), on.type, on.fullName];
      }),
    );
  return textResult(["principal", "actionType", "objectType", "objectKey"], rows);
}

/** `SELECT, USE SCHEMA, ALL PRIVILEGES` */
function readPrivileges(cursor: TokenCursor): string[] {
  const privileges: string[] = [];
  do {
    const words: string[] = [];
    while (!cursor.atEnd && !cursor.sees(",") && !cursor.sees("ON")) words.push(cursor.identifier());
    if (words.length === 0) throw cursor.unexpected("expected a privilege");
    privileges.push(privilegeName(words.join(" ")));
  } while (cursor.accept(","));
  return privileges;
}

function readSecurable(run: StatementRun, cursor: TokenCursor): Securable {
  const { catalogs } = run.files;
  const { session } = run;
  if (cursor.sees("METASTORE") || cursor.sees("SHARE") || cursor.sees("VOLUME"))
    throw unsupported(`privileges ON ${cursor.next().text.toUpperCase()} in SQL`);

  if (cursor.accept("CATALOG")) {
    const catalog = cursor.identifier().toLowerCase();
    if (!catalogs.hasCatalog(catalog)) throw catalogNotFound(catalog);
    return securableOf([catalog]);
  }
  if (cursor.accept("SCHEMA") || cursor.accept("DATABASE")) {
    const { catalog, schema } = schemaName(cursor.name(), session);
    if (!catalogs.hasSchema(catalog, schema)) throw schemaNotFound(`\`${catalog}\`.\`${schema}\``);
    return securableOf([catalog, schema]);
  }
  if (cursor.accept("FUNCTION")) {
    const name = resolveName(cursor.name(), session);
    const found = catalogs.functions.find(name);
    if (found === undefined) throw routineNotFound(name);
    return functionObject(found);
  }
  if (!cursor.accept("TABLE")) cursor.accept("VIEW");
  const { catalog, schema, table } = catalogs.table(resolveName(cursor.name(), session));
  return securableOf([catalog, schema, table]);
}

function wrongPrivilege(privilege: string, { type, fullName }: Securable): SqlError {
  return new SqlError(
    "INVALID_PARAMETER_VALUE",
    "22023",
    `Privilege ${privilege.replaceAll("_", " ")} is not applicable to this entity [${fullName}:${type}].`,
  );
}
