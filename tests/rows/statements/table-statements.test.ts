import assert from "node:assert/strict";
import { addMissingColumns } from "../../../rows/statements/add-missing-columns";
import { checkConstraints } from "../../../alerting/tables/check-constraint";
import { addCheckConstraint } from "../../../rows/statements/add-check-constraint";
import { createTable } from "../../../rows/statements/create-table";
import { dropTable } from "../../../rows/statements/drop-table";
import { addForeignKey } from "../../../rows/statements/foreign-key";
import { addPrimaryKey } from "../../../rows/statements/primary-key";
import { setColumnComment } from "../../../rows/statements/set-column-comment";
import { setColumnDefault } from "../../../rows/statements/set-column-default";
import { setTableComment } from "../../../rows/statements/set-table-comment";
import { setTableProperties } from "../../../rows/statements/set-table-properties";
import { sqlLiteral } from "../../../sql/sql-literal";
import { CONFIG_TABLES } from "../../../alerting/tables/config-tables";
import { tableProperties } from "../../../alerting/tables/table-properties";
import { assertIsFile } from "../../alerting/golden-file";

const NAMES = { catalog: "health_monitor", goldSchema: "gold" };

describe("the statements that make a table", () => {
  for (const table of CONFIG_TABLES) {
    it(`are those of ${table.name}.sql`, () => {
      const added = table.columns.filter(({ ours }) => ours);
      const statements = [
        createTable(NAMES, table),
        ...(added.length > 0 ? [addMissingColumns(NAMES, table.name, added)] : []),
        ...checkConstraints(table).map((check) => addCheckConstraint(NAMES, table.name, check)),
        addPrimaryKey(NAMES, table),
        ...(table.foreignKeys ?? []).map((key) => addForeignKey(NAMES, table.name, key)),
        setTableProperties(NAMES, table.name, tableProperties(table)),
        setTableComment(NAMES, table),
        ...table.columns.slice(0, 1).map((column) => setColumnComment(NAMES, table.name, column)),
        dropTable(NAMES, table.name),
      ];
      assertIsFile(
        `tests/testdata/ddl/${table.name}.sql`,
        statements.map(({ sql }) => `${sql};\n`).join("\n"),
      );
      assert.ok(statements.every(({ parameters }) => parameters === undefined));
    });
  }

  it("write defaults as literals or expressions", () => {
    const of = (value: string | boolean) => setColumnDefault(NAMES, "t", { name: "c", default: value }).sql;
    const target = "ALTER TABLE `health_monitor`.`gold`.`t` ALTER COLUMN `c` SET DEFAULT";
    assert.equal(of("it's"), `${target} 'it\\'s'`);
    assert.equal(of(true), `${target} TRUE`);
  });

  it("quote the names that a user chose", () => {
    const names = { catalog: "a`b", goldSchema: "x; DROP" };
    assert.equal(dropTable(names, "t").sql, "DROP TABLE IF EXISTS `a``b`.`x; DROP`.`t`");
  });
});

describe("sqlLiteral", () => {
  it("escapes quotes, backslashes and line ends with a backslash", () => {
    assert.equal(sqlLiteral("a'b\\c\nd"), "'a\\'b\\\\c\\nd'");
  });
});
