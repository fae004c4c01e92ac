import assert from "node:assert/strict";
import { insertRow, TABLE } from "./alert-row";
import { errorsOf, LocalStack } from "./local-stack";

describe("a grant that is missing", () => {
  let stack: LocalStack;

  before(async () => {
    stack = await LocalStack.start();
    await stack.succeed("up");
    await insertRow(stack, "A-1");
  });
  after(() => stack.stop());
  afterEach(() => stack.call("DELETE", "/_local/denials"));

  const GRANT = /Grant what is missing to whoever deploys, or deploy as somebody who has it\./;
  const cases: readonly [string, (warehouseId: string) => object, RegExp][] = [
    [
      "SELECT on the table",
      () => ({ on: "table", name: TABLE, privilege: "SELECT" }),
      /User does not have SELECT on Table 'health_monitor\.gold\.alert_configurations'/,
    ],
    [
      "USE SCHEMA",
      () => ({ on: "schema", name: "health_monitor.gold", privilege: "USE_SCHEMA" }),
      /User does not have USE SCHEMA on Schema 'health_monitor\.gold'/,
    ],
    [
      "CAN USE on the warehouse",
      (name) => ({ on: "warehouse", name, privilege: "CAN_USE" }),
      /may not be used \(HTTP 403.*\): grant CAN USE on it/,
    ],
    [
      "CAN EDIT on the folder",
      () => ({ on: "folder", name: "/Alerting", privilege: "CAN_EDIT" }),
      /It needs CAN EDIT on the folder \/Alerting and CAN USE on the SQL warehouse 10ca1f0000000001: grant what is missing to whoever deploys\./,
    ],
    [
      "MODIFY on the table",
      () => ({ on: "table", name: TABLE, privilege: "MODIFY" }),
      /User does not have MODIFY on Table 'health_monitor\.gold\.alert_configurations'/,
    ],
  ];
  for (const [what, denial, message] of cases) {
    it(`is named by the error: ${what}`, async () => {
      await stack.call("POST", "/_local/denials", { denials: [denial(stack.workspace.warehouseId)] });
      // What is looked for before is in surroundings-missing.test.ts.
      const result = await stack.run("up", { config: { checkRights: "off" } });
      assert.equal(result.ok, false);
      const said = errorsOf(result).join("\n");
      assert.match(said, message);
      if (said.includes("INSUFFICIENT_PERMISSIONS")) assert.match(said, GRANT);
    });
  }
});
