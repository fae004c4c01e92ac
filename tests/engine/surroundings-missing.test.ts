import assert from "node:assert/strict";
import type { RunResult } from "pulumi-local";
import { insertRow, TABLE } from "./alert-row";
import { Principal, type Right } from "./security/principal";
import { errorsOf, LocalStack, stepsOf, type RunOverrides } from "./local-stack";

const ME = "deployer@example.com";
const COLLEAGUE = { clientId: "6b1f3c9e-0000-4000-8000-000000000002", clientSecret: "dose-of-a-colleague" };
const FOLDER_ASKED = [
  "/api/2.0/permissions/directories/<id>",
  "/api/2.0/preview/scim/v2/Me",
  "/api/2.0/workspace/get-status?path=%2FAlerting",
];
const METRICS = "health_monitor.gold.alert_sync_metrics";

const CATALOG = "health_monitor";
const SCHEMA = `${CATALOG}.gold`;
const onCatalog = (...privileges: string[]): Right[] =>
  privileges.map((privilege) => ({ on: "catalog", name: CATALOG, privilege }));
const onSchema = (...privileges: string[]): Right[] =>
  privileges.map((privilege) => ({ on: "schema", name: SCHEMA, privilege }));
const MODIFY: Right = { on: "schema", name: SCHEMA, privilege: "MODIFY" };

/** What an `up` would fail at is said by the preview, and by the `up` before it makes anything. */
describe("what is missing around the alerts", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  let deployer: Principal;

  before(async () => {
    stack = await LocalStack.start({ checkParentPath: true, oauthClients: [COLLEAGUE] });
    deployer = await Principal.add(stack, ME);
    await deployer.give(
      { on: "warehouses", name: stack.workspace.warehouseId, privilege: "CAN_USE" },
      ...onCatalog("USE_CATALOG", "CREATE_SCHEMA"),
      ...onSchema("USE_SCHEMA", "CREATE_TABLE", "SELECT", "MODIFY"),
      { on: "directories", name: "/", privilege: "CAN_MANAGE" },
    );
  });
  after(() => stack.stop());

  /** The one error that preview and `up` end with, neither of which writes anything. */
  async function refusal(config: Record<string, string> = {}, who: RunOverrides = {}): Promise<string[]> {
    const said = [];
    for (const command of ["preview", "up"] as const) {
      const result = await stack.run(command, { ...who, config });
      assert.deepEqual([result.ok, stack.writes], [false, []]);
      const [message = "", ...others] = errorsOf(result);
      assert.deepEqual(others, []);
      said.push(message);
    }
    assert.equal(said[0], said[1]);
    return (said[0] ?? "").split("\n");
  }

  /** As `warning: …`, without who changed what, nor who else manages the folder (tests/engine/security/shared-folder.test.ts). */
  const told = ({ diagnostics }: RunResult) =>
    diagnostics
      .filter(({ severity, message }) => severity !== "info" && !message.includes("may change what lies in"))
      .map(({ severity, message }) => `${severity}: ${message}`);

  /** As the deployer, while they lack one right. */
  const without = <T>(right: Right, work: (as: RunOverrides) => Promise<T>): Promise<T> =>
    deployer.without(right, () => work({ env: deployer.env }));
  const table = (name: string): Right => ({ on: "table", name, privilege: "MODIFY" });

  it("is told all at once: schema and folder", async () => {
    assert.deepEqual(await refusal({ goldSchema: "nowhere", parentPath: "/Nobodys" }), [
      "The folder /Nobodys, which the alerts belong into, does not exist, or you may not see it: " +
        "make it, have CAN MANAGE on it given to whoever deploys, set createFolder to true, or set parentPath to another one.",
      "The schema health_monitor.nowhere does not exist, or you may not see it: create it, set createSchema to true, " +
        "or set catalog and goldSchema to where the config tables live.",
    ]);
  });

  it("is the catalog where only the schema would be made", async () => {
    assert.deepEqual(await refusal({ catalog: "nowhere", createSchema: "true" }), [
      "The catalog nowhere does not exist, or you may not see it: " +
        "create it, set createCatalog to true, or set catalog to where the config tables live.",
    ]);
  });

  it("is told though there is no warehouse yet that could say it", async () => {
    const config = { warehouseName: "to be made", createWarehouse: "true", goldSchema: "nowhere" };
    const [message] = errorsOf(await stack.run("preview", { config }));
    assert.match(message ?? "", /^The schema health_monitor\.nowhere does not exist/);
  });

  it("is nothing where the run makes it itself", async () => {
    const config = {
      goldSchema: "made",
      parentPath: "/Made",
      createSchema: "true",
      createFolder: "true",
    };
    const preview = await stack.succeed("preview", { config });
    assert.ok(stepsOf(preview).includes("create folder"));
  });

  it("is a path that is no folder", async () => {
    await stack.call("POST", "/api/2.0/workspace/import", {
      path: "/Note",
      format: "SOURCE",
      language: "SQL",
      content: "",
    });
    assert.deepEqual(await refusal({ parentPath: "/Note" }), [
      "/Note is no folder, but a NOTEBOOK: set parentPath to another one.",
    ]);
  });

  it("is a right to make the tables, with the statements that grant it", async () => {
    const [right = MODIFY] = onSchema("CREATE_TABLE");
    assert.deepEqual(await without(right, (as) => refusal({}, as)), [
      `${ME} lacks CREATE TABLE on the schema health_monitor.gold, which the up needs: GRANT CREATE TABLE ON SCHEMA ` +
        `\`health_monitor\`.\`gold\` TO \`${ME}\` (or set checkRights to warn, where somebody else runs the up).`,
    ]);
  });

  it("is a right to make the schema", async () => {
    const [right = MODIFY] = onCatalog("CREATE_SCHEMA");
    const config = { goldSchema: "made", createSchema: "true" };
    const [message] = await without(right, (as) => refusal(config, as));
    assert.match(message ?? "", /GRANT CREATE SCHEMA ON CATALOG `health_monitor` TO `deployer@example\.com`/);
  });

  it("is MODIFY on what a run writes, and no fault of a run that writes nothing", async () => {
    await stack.succeed("up");
    await without(MODIFY, async (as) => {
      assert.deepEqual(stepsOf(await stack.succeed("preview", as)), []);
    });
    await insertRow(stack, "A-1");
    const lacks = (table: string) =>
      `${ME} lacks MODIFY on the table health_monitor.gold.${table}, which the up needs: GRANT MODIFY ON TABLE ` +
      `\`health_monitor\`.\`gold\`.\`${table}\` TO \`${ME}\` (or set checkRights to warn, where somebody else runs the up).`;
    await without(MODIFY, async (as) => {
      assert.deepEqual(await refusal({}, as), [lacks("alert_configurations"), lacks("alert_sync_metrics")]);
      const warned = await stack.succeed("preview", { ...as, config: { checkRights: "warn" } });
      assert.deepEqual(told(warned), [
        `warning: ${lacks("alert_configurations")}`,
        `warning: ${lacks("alert_sync_metrics")}`,
      ]);
      assert.deepEqual(told(await stack.succeed("preview", { ...as, config: { checkRights: "off" } })), []);
    });
  });

  it("is not known, and no fault, where a group has the right that may hold one of theirs", async () => {
    // From here on it is one table alone that MODIFY is missing on.
    await deployer.give(table(METRICS));
    const grant = (change: object) =>
      stack.call("PATCH", `/api/2.1/unity-catalog/permissions/table/${TABLE}`, {
        changes: [{ principal: "finops", ...change }],
      });
    await grant({ add: ["MODIFY"] });
    assert.deepEqual(told(await without(MODIFY, (as) => stack.succeed("preview", as))), [
      `warning: MODIFY on the table ${TABLE} is with 1 group that ${ME} is not listed in (finops): unless one of their groups is in it, ` +
        `the up fails. Else: GRANT MODIFY ON TABLE \`health_monitor\`.\`gold\`.\`alert_configurations\` TO \`${ME}\``,
    ]);
    await grant({ remove: ["MODIFY"] });
  });

  it("is nothing where the right comes by a group, or the workspace does not say", async () => {
    await deployer.take(MODIFY);
    const as = { env: deployer.env };
    await stack.call("PATCH", `/api/2.1/unity-catalog/permissions/schema/health_monitor.gold`, {
      changes: [{ principal: "users", add: ["MODIFY"] }],
    });
    assert.deepEqual(told(await stack.succeed("preview", as)), []);
    await stack.call("PATCH", `/api/2.1/unity-catalog/permissions/schema/health_monitor.gold`, {
      changes: [{ principal: "users", remove: ["MODIFY"] }],
    });
    await stack.call("POST", "/_local/faults", {
      faults: [
        {
          kind: "status",
          path: "/api/2.1/unity-catalog/effective-permissions",
          status: 403,
          errorCode: "PERMISSION_DENIED",
          // Whichever table is asked for first.
          times: 10,
        },
      ],
    });
    assert.deepEqual(told(await stack.succeed("preview", as)), []);
    await stack.call("DELETE", "/_local/faults");
    await deployer.give(MODIFY);
  });

  /** The right is asked for in a run that writes: a row is new here. */
  const answer = (path: string, status: number, times = 1) => {
    const errorCode = status === 403 ? "PERMISSION_DENIED" : "BAD_REQUEST";
    return stack.call("POST", "/_local/faults", {
      faults: [{ kind: "status", path, status, errorCode, times }],
    });
  };

  it("is a warning where the question for a right fails otherwise", async () => {
    await answer(`/api/2.1/unity-catalog/effective-permissions/table/${TABLE}`, 400);
    const preview = await without(MODIFY, (as) => stack.succeed("preview", as));
    await stack.call("DELETE", "/_local/faults");
    assert.ok(
      told(preview).some((line) =>
        line.startsWith(
          `warning: Whoever deploys and their rights on the table ${TABLE} could not be asked: GET /api/2.1/unity-catalog/`,
        ),
      ),
      told(preview).join("\n"),
    );
  });

  it("is what to see the schema takes, where it is refused", async () => {
    await answer("/api/2.1/unity-catalog/schemas/health_monitor.unseen", 403);
    const config = { goldSchema: "unseen", createSchema: "true" };
    const [message] = errorsOf(await stack.run("preview", { config }));
    await stack.call("DELETE", "/_local/faults");
    assert.equal(
      message,
      "You may not see the schema health_monitor.unseen (403), in which the up makes something: it needs USE CATALOG, USE SCHEMA " +
        "and CREATE TABLE there. Grant what is missing to whoever deploys, or set catalog and goldSchema to where the config tables live.",
    );
  });

  it("is no fault where nobody may ask for the dashboard", async () => {
    // For the folder, and for the dashboard in it.
    await answer("/api/2.0/workspace/get-status", 403, 2);
    const preview = await stack.succeed("preview", { config: { dashboard: "true", createFolder: "true" } });
    await stack.call("DELETE", "/_local/faults");
    const path = "/Alerting/Alerting.lvdash.json";
    assert.ok(
      told(preview).some((line) =>
        line.startsWith(
          `warning: Whether there is a dashboard at ${path} already may not be asked: none is taken over.`,
        ),
      ),
      told(preview).join("\n"),
    );
  });

  it("is asked with five requests of a run that writes, and with three of a run that does not", async () => {
    const asked = () =>
      stack.workspace.requests.requests
        .map(({ path }) => path)
        .filter((path) => /unity-catalog|scim|get-status|permissions/.test(path))
        .map((path) => path.replace(/\d+$/, "<id>"))
        .sort();
    await stack.succeed("preview");
    assert.deepEqual(asked(), [
      ...FOLDER_ASKED,
      `/api/2.1/unity-catalog/tables/${TABLE}`,
      `/api/2.1/unity-catalog/tables/${METRICS}`,
    ]);
    await stack.succeed("up");
    await stack.succeed("preview");
    assert.deepEqual(asked(), FOLDER_ASKED);
  });

  it("is the folder that alerts would move to, before any of them is deleted", async () => {
    const alerts = await stack.alerts();
    const [message, ...others] = await refusal({ parentPath: "/Nobodys", maxDeletes: "9" });
    assert.match(message ?? "", /^The folder \/Nobodys, .* set createFolder to true/);
    assert.deepEqual([others, await stack.alerts()], [[], alerts]);
  });

  it("is nothing for somebody else who may do everything", async () => {
    await insertRow(stack, "A-2");
    const env = {
      DATABRICKS_TOKEN: "",
      DATABRICKS_CLIENT_ID: COLLEAGUE.clientId,
      DATABRICKS_CLIENT_SECRET: COLLEAGUE.clientSecret,
    };
    assert.deepEqual(told(await stack.succeed("up", { env })), []);
  });

  it("is MODIFY in a run that only removes an alert, and nothing where the alert is kept", async () => {
    await stack.sql(`UPDATE ${TABLE} SET is_enabled = false WHERE alert_id = 'A-2'`);
    const [message] = await without(MODIFY, (as) => refusal({ deleteDisabled: "true" }, as));
    assert.match(message ?? "", /lacks MODIFY on the table health_monitor\.gold\.alert_configurations/);
    const config = { deleteDisabled: "true", deletionPolicy: "keep" };
    const kept = await without(MODIFY, (as) => stack.succeed("preview", { ...as, config }));
    assert.deepEqual(
      told(kept).filter((line) => line.includes("MODIFY")),
      [],
    );
  });
});
