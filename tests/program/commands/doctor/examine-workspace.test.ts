import assert from "node:assert/strict";
import { useWorkspace } from "databricks-local/testing/use-workspace";
import { z } from "zod";
import { SAMPLE } from "../../../sample";
import { examined, tokenOf } from "./examined";

const ANA = "ana@example.com";
const SCHEMA = "health_monitor.gold";
const WAREHOUSE = "10ca1f0000000001";
const ME = "local.user@example.com";
const MAY_SEE_THE_SYSTEM_TABLES = [
  "ok system tables: system.alert.alerts may be read",
  "ok system tables: system.alert.alert_evaluation_history may be read",
];
const Folder = z.looseObject({ object_id: z.number() });

const notWell = (lines: readonly string[]) => lines.filter((line) => !line.startsWith("ok "));

describe("examineWorkspace", function () {
  this.timeout(60_000);
  const { workspace, call } = useWorkspace({ setup: SAMPLE, clock: () => new Date() });
  let token = "";
  before(async () => {
    await call("POST", "/api/2.0/workspace/mkdirs", { path: "/Alerting" });
    token = await tokenOf(call, ANA);
  });
  afterEach(() => call("DELETE", "/_local/faults"));

  const give = (on: string, ...add: string[]) =>
    call("PATCH", `/api/2.1/unity-catalog/permissions/${on}`, { changes: [{ principal: ANA, add }] });
  const givePermission = (on: string, permission_level: string) =>
    call("PATCH", `/api/2.0/permissions/${on}`, {
      access_control_list: [{ user_name: ANA, permission_level }],
    });
  const asAna = (config: Readonly<Record<string, string>> = {}) => examined(workspace(), config, { token });

  it("finds nothing wrong before an administrator's first up, and says all that it asked", async () => {
    assert.deepEqual(await examined(workspace()), [
      `ok warehouse: "local" (${WAREHOUSE}) is serverless and RUNNING`,
      `ok rights: ${ME} has CAN USE on the SQL warehouse: it answers`,
      `ok tables: ${SCHEMA} exists, and gets alert_configurations, notification_destinations, alert_history, alert_sync_metrics by an up`,
      `ok rights: ${ME} has USE CATALOG on the catalog health_monitor, to make tables`,
      `ok rights: ${ME} has USE SCHEMA on the schema ${SCHEMA}, to make tables`,
      `ok rights: ${ME} has CREATE TABLE on the schema ${SCHEMA}, to make tables`,
      "ok folder: /Alerting is there, and nobody else may change what lies in it",
      "ok rows: 2 rows, of which an up deploys 2 alerts",
      `ok rights: ${ME} may read the 1 table of 2 alerts`,
      "ok quota: The workspace lists 0 of 1,000 alerts; those in its trash, which it does not list, come on top",
      "ok destinations: 0 notification destinations may be listed",
      ...MAY_SEE_THE_SYSTEM_TABLES,
    ]);
  });

  it("says which settings an up refuses for where they put the alerts", async () => {
    const faults = notWell(await examined(workspace(), { parentPath: "/Shared/alerting" }));
    assert.match(
      faults[0] ?? "",
      /^fault folder: .*parentPath is \/Shared\/alerting: every user manages what lies below \/Shared/,
    );
  });

  it("asks each thing once, and changes nothing", async () => {
    workspace().requests.clear();
    await examined(workspace());
    const { requests } = workspace().requests;
    assert.deepEqual(
      requests.filter(({ method, path }) => method !== "GET" && path.startsWith("/api/")),
      [],
    );
    const paths = requests.filter(({ method }) => method === "GET").map(({ path }) => path);
    assert.deepEqual(
      paths.filter((path, index) => paths.indexOf(path) < index),
      [],
    );
  });

  it("says of somebody without any right what to grant, and never that all is well", async () => {
    assert.deepEqual(notWell(await asAna()), [
      'fault warehouse: There is no SQL warehouse named "local", or you may not see it: check warehouseName, or grant CAN USE on it to ' +
        "whoever asks. The workspace has none that you may see.",
      "warning rights: could not be told, because there is no SQL warehouse to ask.",
      `fault tables: You may not see the schema ${SCHEMA} (403), in which the up makes something: it needs USE CATALOG, USE SCHEMA and ` +
        "CREATE TABLE there. Grant what is missing to whoever deploys, or set catalog and goldSchema to where the config tables live. → " +
        `GRANT USE CATALOG ON CATALOG \`health_monitor\` TO \`${ANA}\`;\nGRANT USE SCHEMA ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;\n` +
        `GRANT CREATE TABLE ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;`,
      "fault folder: The folder /Alerting, which the alerts belong into, does not exist, or you may not see it: make it, have CAN MANAGE on " +
        "it given to whoever deploys, set createFolder to true, or set parentPath to another one.",
      `warning rights: could not be told, because whoever asks may not see the schema ${SCHEMA}. ${ANA} needs there, where alerts read: → ` +
        `GRANT USE CATALOG ON CATALOG \`health_monitor\` TO \`${ANA}\`;\nGRANT USE SCHEMA ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;`,
      `warning rights: could not be told, because whoever asks may not see the table ${SCHEMA}.fact_usage. ${ANA} needs there, which ` +
        `COST-012 reads: → GRANT SELECT ON TABLE \`health_monitor\`.\`gold\`.\`fact_usage\` TO \`${ANA}\`;`,
      "warning system tables: could not be told, because there is no SQL warehouse to ask.",
    ]);
  });

  it("names each right that is missing with its statement", async () => {
    await givePermission(`warehouses/${WAREHOUSE}`, "CAN_VIEW");
    await give("catalog/health_monitor", "USE_CATALOG");
    await give(`table/${SCHEMA}.fact_usage`, "MODIFY");
    const { body } = await call("GET", "/api/2.0/workspace/get-status?path=/Alerting");
    await givePermission(`directories/${Folder.parse(body).object_id}`, "CAN_READ");
    const lines = notWell(await asAna({ manageDestinations: "true" }));
    assert.deepEqual(
      lines.filter((line) => !line.startsWith("fault tables") && !line.startsWith("warning system")),
      [
        `fault rights: The SQL warehouse ${WAREHOUSE} at ${workspace().host} may not be used (HTTP 403): grant CAN USE on it, or set ` +
          "warehouseId to another one.",
        `warning folder: ${ANA} may not manage the folder /Alerting (403): the up makes things there, which takes CAN MANAGE, and who else ` +
          "may change them cannot be seen. Have CAN MANAGE given to whoever deploys.",
        `warning rights: could not be told, because whoever asks may not see the schema ${SCHEMA}. ${ANA} needs there, where alerts read: ` +
          `→ GRANT USE CATALOG ON CATALOG \`health_monitor\` TO \`${ANA}\`;\nGRANT USE SCHEMA ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;`,
        `warning rights: could not be told, because whoever asks may not see the table ${SCHEMA}.fact_usage. ${ANA} needs there, which ` +
          `COST-012 reads: → GRANT SELECT ON TABLE \`health_monitor\`.\`gold\`.\`fact_usage\` TO \`${ANA}\`;`,
        `warning destinations: manageDestinations takes an administrator of the workspace, and ${ANA} is not listed as one → Put ${ANA} ` +
          "into the group admins, or set manageDestinations to false.",
      ],
    );
    await givePermission(`warehouses/${WAREHOUSE}`, "CAN_USE");
    await give(`schema/${SCHEMA}`, "USE_SCHEMA");
    const later = notWell(await asAna({ readers: "finops" })).filter((line) =>
      / (lacks|was not granted) /.test(line),
    );
    const needed =
      "to grant what readers and administrators need. Unless they own what it lies in, or administer the metastore: →";
    assert.deepEqual(later, [
      `fault rights: ${ANA} lacks CREATE TABLE on the schema ${SCHEMA}, to make tables → GRANT CREATE TABLE ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;`,
      `warning rights: ${ANA} was not granted MANAGE on the catalog health_monitor, ${needed} GRANT MANAGE ON CATALOG \`health_monitor\` TO \`${ANA}\`;`,
      `warning rights: ${ANA} was not granted MANAGE on the schema ${SCHEMA}, ${needed} GRANT MANAGE ON SCHEMA \`health_monitor\`.\`gold\` TO \`${ANA}\`;`,
      `fault rights: ${ANA} lacks SELECT on the table ${SCHEMA}.fact_usage, which COST-012 reads → GRANT SELECT ON TABLE ` +
        `\`health_monitor\`.\`gold\`.\`fact_usage\` TO \`${ANA}\`;`,
    ]);
  });

  it("asks on where one question fails, whichever it is, and calls nothing well that was not told", async () => {
    const well = (await examined(workspace())).length;
    for (const [path, about] of [
      ["/sql/warehouses", ["rights", "system tables", "warehouse"]],
      ["/unity-catalog/", ["rights", "rows", "tables"]],
      ["/workspace/get-status", ["folder"]],
      ["/2.0/alerts", ["quota"]],
      ["/notification-destinations", ["destinations"]],
      ["/permissions/directories", ["folder"]],
    ] as const) {
      await call("POST", "/_local/faults", {
        faults: [{ kind: "status", status: 400, errorCode: "INVALID_STATE", path, times: "always" }],
      });
      const lines = await examined(workspace());
      await call("DELETE", "/_local/faults");
      const told = lines.filter((line) => line.startsWith("ok "));
      assert.ok(told.length > 4 && told.length < well, `${path}: ${lines.join("\n")}`);
      const untold = notWell(lines).map((line) => line.replace(/^\w+ (.*?): .*$/s, "$1"));
      assert.ok(
        about.every((one) => untold.includes(one)),
        `${path}: ${lines.join("\n")}`,
      );
      assert.ok(
        notWell(lines).every((line) => /could not be (told|asked|read)/.test(line)),
        lines.join("\n"),
      );
    }
  });
});
