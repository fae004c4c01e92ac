import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clientEnvironment, type RunningWorkspace, startWorkspace } from "databricks-local";
import { type Connection, openConnection } from "../../../databricks/open-connection";
import type * as SqlDefinition from "../../../providers/sql-definition";
import type { SqlDefinitionInputs, SqlDefinitionOutputs } from "../../../providers/sql-definition";
import { freshProvider } from "./fresh-provider";

const load = createRequire(__filename);

const INPUTS: SqlDefinitionInputs = {
  kind: "VIEW",
  catalog: "main",
  schema: "alerting",
  name: "ones",
  definition: "SELECT 1 AS one",
  timesMissing: 0,
};

describe("the provider of views and functions", function () {
  this.timeout(60_000);
  let folder = "";
  let workspace: RunningWorkspace;
  let connection: Connection;
  let provider: typeof SqlDefinition.provider;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "sql-definition-"));
    workspace = await startWorkspace({ dataDir: join(folder, "data") });
    const env = clientEnvironment(workspace);
    connection = await openConnection(
      { env, config: () => undefined },
      { warehouseId: workspace.warehouseId },
    );
    process.env["DATABRICKS_CA_FILE"] = env["DATABRICKS_CA_FILE"];
    await run("CREATE SCHEMA main.alerting");
    await freshProvider({
      warehouseName: "local",
      "databricks:host": workspace.host,
      "databricks:token": workspace.token,
    });
    provider = (load("../../../providers/sql-definition") as typeof SqlDefinition).provider;
  });
  after(async () => {
    delete process.env["DATABRICKS_CA_FILE"];
    await connection.close();
    await workspace.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (sql: string) => connection.sql.execute({ sql });
  const rowsOf = (name: string) => connection.sql.query({ sql: `SELECT * FROM main.alerting.${name}` });
  const sent = () => workspace.requests.statements.map(({ text }) => text);

  async function create(changes: Partial<SqlDefinitionInputs> = {}) {
    const made = await provider.create({ ...INPUTS, ...changes });
    // The SDK leaves outputs open (any); the provider's are these.
    return { id: made.id, outs: made.outs as SqlDefinitionOutputs };
  }

  it("makes a view, changes it in place so that its grants stay, and drops it", async () => {
    const { diff, read, update, delete: drop } = provider;
    assert.ok(diff && read && update && drop);
    const { id, outs } = await create();
    assert.equal(id, "main.alerting.ones");
    assert.deepEqual(await rowsOf("ones"), [{ one: 1 }]);
    assert.deepEqual(await diff(id, outs, INPUTS), { changes: false, replaces: [] });
    assert.deepEqual((await read(id, outs)).props, outs);

    const changed = { ...INPUTS, definition: "SELECT 2 AS one" };
    assert.deepEqual(await diff(id, outs, changed), { changes: true, replaces: [] });
    workspace.requests.clear();
    const after = (await update(id, outs, changed)).outs as SqlDefinitionOutputs;
    assert.deepEqual(sent(), ["ALTER VIEW `main`.`alerting`.`ones` AS\nSELECT 2 AS one"]);
    assert.deepEqual(await rowsOf("ones"), [{ one: 2 }]);
    assert.deepEqual(await diff(id, after, changed), { changes: false, replaces: [] });

    await drop(id, after);
    await assert.rejects(rowsOf("ones"), /TABLE_OR_VIEW_NOT_FOUND/);
    assert.deepEqual(await read(id, after), {});
    await drop(id, after);
  });

  it("keeps no text in its outputs, and replaces what moves to another name", async () => {
    const { outs } = await create({ name: "moving" });
    assert.deepEqual(outs, {
      kind: "VIEW",
      catalog: "main",
      schema: "alerting",
      name: "moving",
      timesMissing: 0,
      definitionHash: "70d501bdc85b",
    });
    const moved = { ...INPUTS, name: "moved" };
    assert.deepEqual(await provider.diff?.("main.alerting.moving", outs, moved), {
      changes: true,
      replaces: ["kind", "catalog", "schema", "name"],
    });
  });

  it("makes one again that the program did not find", async () => {
    const { timesMissing, ...declared } = INPUTS;
    assert.equal(timesMissing, 0);
    const news = (await provider.check?.({ ...INPUTS }, { ...declared, isMissing: true }))?.inputs as unknown;
    assert.deepEqual(news, { ...INPUTS, timesMissing: 1 });
    const { outs } = await create();
    assert.deepEqual(await provider.diff?.("main.alerting.ones", outs, news), {
      changes: true,
      replaces: [],
    });
  });

  it("says what is in the way, or wrong with the definition, and takes no table away", async () => {
    await run("CREATE TABLE main.alerting.kept (one INT)");
    await assert.rejects(create({ name: "kept" }), {
      message: /^The view main\.alerting\.kept was not changed: \[EXPECT_VIEW_NOT_TABLE/,
    });
    await assert.rejects(create({ name: "wrong", definition: "SELECT nothing" }), {
      message: /^The view main\.alerting\.wrong was not made: \[UNRESOLVED_COLUMN/,
    });
    await assert.rejects(
      provider.delete?.("main.alerting.kept", { ...INPUTS, name: "kept" }) ?? Promise.resolve(),
    );
    assert.deepEqual(await rowsOf("kept"), []);
  });

  it("forgets one whose schema is gone", async () => {
    await provider.delete?.("main.nowhere.ones", { ...INPUTS, schema: "nowhere" });
  });
});
