import assert from "node:assert/strict";
import { checkConstraints } from "../../../../alerting/tables/check-constraint";
import { CONFIG_TABLES, tableProperties } from "../../../../alerting/tables/config-tables";
import {
  setColumnComment,
  setColumnDefault,
  setTableComment,
  setTableProperties,
} from "../../../../rows/statements/change-tables";
import {
  addCheckConstraint,
  addForeignKey,
  addMissingColumns,
  addPrimaryKey,
  createTable,
  dropTable,
} from "../../../../rows/statements/define-tables";
import { sqlLiteral } from "../../../../sql/quoting";
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
