import { SqlError } from "../sql-engine";
import { displayName } from "../store/physical-name";
import type { Alteration } from "./alter-actions";
import { requireColumn } from "./insert-source";
import { keepNotes } from "./keep-notes";
import { readKey } from "./table-elements";
import { findViolation } from "./verify-rows";

/** `ADD CONSTRAINT n CHECK (e) | PRIMARY KEY (…) | FOREIGN KEY (…) REFERENCES t`; the words up to CONSTRAINT are read. */
export async function addConstraint({ run, cursor, table }: Alteration): Promise<void> {
  const name = cursor.identifier().toLowerCase();
  if ([...table.checks, ...table.keys].some((constraint) => constraint.name === name)) {
    throw new SqlError("DELTA_CONSTRAINT_ALREADY_EXISTS", "42710", `Constraint '${name}' already exists.`);
  }
  if (!cursor.accept("CHECK")) {
    const key = { ...readKey(cursor, table, run.session), name };
    for (const column of key.columns) requireColumn(table, column);
    if (key.references) run.files.catalogs.table(key.references.table);
    if (key.kind === "PRIMARY KEY" && table.keys.some((other) => other.kind === key.kind)) {
      throw new SqlError(
        "TABLE_ALREADY_HAS_PRIMARY_KEY",
        "42710",
        `${displayName(table)} has a primary key already.`,
      );
    }
    await keepNotes(run, { ...table, keys: [...table.keys, key] });
    return;
  }
  cursor.expect("(");
  const check = { name, expression: cursor.textUntil(() => false) };
  cursor.expect(")");
  cursor.accept("ENFORCED");
  if ((await findViolation(run, table, check, 0)) !== undefined) {
    throw new SqlError(
      "DELTA_NEW_CHECK_CONSTRAINT_VIOLATION",
      "23512",
      `One or more rows in ${displayName(table)} violate the new CHECK constraint (${check.expression}).`,
    );
  }
  const done = { operation: "ADD CONSTRAINT", parameters: { name, expr: check.expression } };
  await keepNotes(run, { ...table, checks: [...table.checks, check] }, done);
}

export async function dropConstraint({ run, cursor, table }: Alteration): Promise<void> {
  const ifExists = cursor.accept("IF", "EXISTS");
  const name = cursor.identifier().toLowerCase();
  const keep = (constraint: { readonly name: string }) => constraint.name !== name;
  if (!ifExists && [...table.checks, ...table.keys].every(keep)) {
    throw new SqlError(
      "DELTA_CONSTRAINT_DOES_NOT_EXIST",
      "42704",
      `Cannot drop nonexistent constraint ${name}.`,
    );
  }
  const rest = { ...table, checks: table.checks.filter(keep), keys: table.keys.filter(keep) };
  const check = table.checks.find((constraint) => !keep(constraint));
  // Keys are no part of the versions: they are the catalog's, not Delta's.
  const done = check && { operation: "DROP CONSTRAINT", parameters: { name, expr: check.expression } };
  await keepNotes(run, rest, done);
}
