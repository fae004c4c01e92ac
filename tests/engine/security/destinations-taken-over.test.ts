import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { ReviewReport } from "../../../review/report/report";
import type { RunResult } from "pulumi-local";
import { insertRow } from "../alert-row";
import { errorsOf, LocalStack, stepsOf, type RunOverrides } from "../local-stack";

const TABLE = "health_monitor.gold.notification_destinations";
const DESTINATIONS = "/api/2.0/notification-destinations";
const TAKES = "takes over the notification destination";
const SECRET_URL = "https://hooks.example.com/that-nobody-may-see";
const MANAGED: RunOverrides = {
  config: { manageDestinations: "true", allowedEmailDomains: "example.com" },
  secretConfig: { hookUrl: SECRET_URL },
};

const Made = z.object({ id: z.string() });
const Shown = z.object({
  display_name: z.string(),
  config: z.looseObject({ email: z.object({ addresses: z.array(z.string()) }).optional() }),
});
const Listed = z.object({
  results: z.array(z.object({ id: z.string(), display_name: z.string() })).default([]),
});

interface Row {
  readonly name: string;
  readonly kind?: string;
  readonly id?: string;
  readonly config?: object;
}

describe("a destination that somebody made by hand", () => {
  let stack: LocalStack;
  /** Name → id. */
  const ids = new Map<string, string>();

  before(async () => {
    stack = await LocalStack.deployed();
    const mail = { email: { addresses: ["cfo@example.com"] } };
    const slack = { slack: { url: "https://hooks.example.com/of-the-board" } };
    for (const [name, config] of [
      ["Finance", mail],
      ["Legal", mail],
      ["Board", slack],
    ] as const) {
      const made = Made.parse(await stack.call("POST", DESTINATIONS, { display_name: name, config }));
      ids.set(name, made.id);
    }
  });
  after(() => stack.stop());
  /** But for the stack's own. */
  afterEach(() => stack.sql(`DELETE FROM ${TABLE} WHERE destination_id LIKE 'm_'`));

  const idOf = (name: string) => ids.get(name) ?? "";

  async function insert(key: string, { name, kind = "EMAIL", id, config }: Row): Promise<void> {
    const json = JSON.stringify({ manage: true, ...(config ?? { addresses: ["mallory@example.com"] }) });
    await stack.sql(
      `INSERT INTO ${TABLE} (destination_id, destination_name, destination_type, config_json, databricks_destination_id, owner, created_by) ` +
        `VALUES ('${key}', '${name}', '${kind}', '${json}', ${id === undefined ? "NULL" : `'${id}'`}, 'me', 'me')`,
    );
  }

  async function shown(id: string) {
    const { display_name, config } = Shown.parse(await stack.call("GET", `${DESTINATIONS}/${id}`));
    return [display_name, config.email?.addresses];
  }

  async function names(): Promise<string[]> {
    const { results } = Listed.parse(await stack.call("GET", DESTINATIONS));
    return results.map(({ display_name }) => display_name).sort();
  }

  async function ownId(): Promise<string> {
    const [row] = await stack.sql(
      `SELECT databricks_destination_id AS id FROM ${TABLE} WHERE destination_id = 'mine'`,
    );
    return String(row?.["id"]);
  }

  async function review(...args: string[]) {
    const out = stack.stateDir("review");
    const settings = ["manageDestinations=true", "allowedEmailDomains=example.com"].flatMap((one) => [
      "-c",
      one,
    ]);
    const { status } = await stack.command("review", ["--out", out, "--no-replay", ...settings, ...args]);
    const report = ReviewReport.parse(JSON.parse(readFileSync(path.join(out, "report.json"), "utf8")));
    return { status, report, comment: readFileSync(path.join(out, "report.md"), "utf8") };
  }

  const refusal = (key: string, id: string, was: string, wanted: string) =>
    `notification_destinations row ${key}: names the notification destination ${id}, ${was}, which is not ${wanted} and ` +
    "which this stack did not make for the row, as far as its state says. If the row is to take it over: give both the same " +
    "name and kind, in the row (destination_name and destination_type) or at the destination. Else clear the row's " +
    "databricks_destination_id to have a new destination.";

  it("is told at the preview, with what changes, where a row takes it over by name and kind", async () => {
    await insert("m1", { name: "Legal" });
    await insert("m2", { name: "Finance", id: idOf("Finance"), config: { addresses: ["CFO@example.com"] } });
    await insert("m3", { name: "Board", kind: "SLACK", config: { url_secret: "hookUrl" } });
    const preview = await stack.succeed("preview", MANAGED);
    assert.deepEqual(warningsOf(preview), [
      `notification_destinations row m1: ${TAKES} "Legal" (EMAIL, ${idOf("Legal")}): addresses cfo@example.com → mallory@example.com`,
      `notification_destinations row m2: ${TAKES} "Finance" (EMAIL, ${idOf("Finance")}): addresses cfo@example.com → CFO@example.com`,
      `notification_destinations row m3: ${TAKES} "Board" (SLACK, ${idOf("Board")}): it goes where hookUrl of the stack's configuration says, and where it went no service shows`,
    ]);
    assert.doesNotMatch(JSON.stringify([preview.diagnostics, stack.printed]), /hooks\.example\.com/);
  });

  it("is a finding of the review, though no alert tells it, which no waiver takes away", async () => {
    await insert("m1", { name: "Legal" });
    await insert("m2", { name: "Whatever", id: idOf("Finance") });
    const { status, report, comment } = await review("--state", stack.stateFile);
    assert.deepEqual(foundIn(report), [
      ["error", `${refusal("m2", idOf("Finance"), '"Finance" (EMAIL)', '"Whatever" (EMAIL)')}`],
      [
        "warning",
        `notification_destinations row m1: ${TAKES} "Legal" (EMAIL, ${idOf("Legal")}): addresses cfo@example.com → mallory@example.com.`,
      ],
    ]);
    assert.equal(status, 3);
    assert.match(
      comment,
      /Nothing can be deployed: 1 row may not have the notification destination named\. 1 notification destination is taken over\./,
    );
    assert.match(comment, /addresses `cfo@example\.com` → `mallory@example\.com`/);
    assert.deepEqual(
      report.destinations?.map(({ waiver, waived }) => [waiver, waived]),
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    );
  });

  it("is never called new at the alerts that tell it, with a state and without", async () => {
    await insert("m1", { name: "Legal" });
    await insert("m3", { name: "Board", kind: "SLACK", config: { url_secret: "hookUrl" } });
    await insertRow(stack, "A-1", { notification_channels: "array('m1', 'm3')" });
    for (const args of [["--state", stack.stateFile], []]) {
      const { status, report } = await review(...args);
      const alert = report.alerts.find(({ alertId }) => alertId === "A-1");
      assert.deepEqual(
        alert?.findings
          .filter(({ rule }) => rule.startsWith("change/tells-"))
          .map(({ severity, message }) => `${severity}: ${message}`),
        [
          "warning: Its destination Legal no longer goes to cfo@example.com.",
          "warning: Its destination Board goes to the secret hookUrl; it is there already, and is taken over from where no one can see.",
          "info: Its destination Legal goes to mallory@example.com; it is there already, and is taken over from cfo@example.com.",
        ],
      );
      assert.deepEqual(
        foundIn(report).map(([severity]) => severity),
        ["warning", "warning"],
      );
      assert.equal(status, 2);
    }
    await stack.sql("DELETE FROM health_monitor.gold.alert_configurations WHERE alert_id = 'A-1'");
  });

  it("is not one that this stack made, whose row may give it another name", async () => {
    await insert("mine", { name: "Ours", config: { addresses: ["ours@example.com"] } });
    const first = await stack.succeed("up", MANAGED);
    assert.deepEqual(warningsOf(first), []);
    const id = await ownId();
    await stack.sql(`UPDATE ${TABLE} SET destination_name = 'Still ours' WHERE destination_id = 'mine'`);
    assert.deepEqual(foundIn((await review("--state", stack.stateFile)).report), []);
    const preview = await stack.succeed("preview", MANAGED);
    assert.deepEqual([stepsOf(preview), warningsOf(preview)], [["update mine"], []]);
    await stack.succeed("up", MANAGED);
    assert.deepEqual(await shown(id), ["Still ours", ["ours@example.com"]]);
    assert.deepEqual(stepsOf(await stack.succeed("preview", MANAGED)), []);
  });

  it("is told by name and refused by id, too, where its row had one of this stack's", async () => {
    await stack.sql(
      `UPDATE ${TABLE} SET destination_name = 'Legal', databricks_destination_id = NULL WHERE destination_id = 'mine'`,
    );
    const byName = await stack.succeed("preview", MANAGED);
    assert.deepEqual(warningsOf(byName), [
      `notification_destinations row mine: ${TAKES} "Legal" (EMAIL, ${idOf("Legal")}): addresses cfo@example.com → ours@example.com`,
    ]);
    await stack.sql(
      `UPDATE ${TABLE} SET destination_name = 'Still ours', databricks_destination_id = '${idOf("Legal")}' WHERE destination_id = 'mine'`,
    );
    const byId = await stack.run("preview", MANAGED);
    assert.deepEqual(errorsOf(byId).map(withoutProvider), [
      refusal("mine", idOf("Legal"), '"Legal" (EMAIL)', '"Still ours" (EMAIL)'),
    ]);
    const { report } = await review("--state", stack.stateFile);
    assert.deepEqual(foundIn(report), [
      ["error", refusal("mine", idOf("Legal"), '"Legal" (EMAIL)', '"Still ours" (EMAIL)')],
    ]);
  });

  it("is not a row's for its id alone: the run fails, and it stays as it was", async () => {
    await stack.sql(`DELETE FROM ${TABLE} WHERE destination_id = 'mine'`);
    await insert("m1", { name: "Whatever", id: idOf("Finance") });
    await insert("m2", { name: "Board", id: idOf("Board") });
    await insert("m3", {
      name: "Legal",
      kind: "SLACK",
      id: idOf("Legal"),
      config: { url_secret: "hookUrl" },
    });
    const preview = await stack.run("preview", MANAGED);
    assert.deepEqual(
      [preview.ok, errorsOf(preview).join("\n").split("\n").map(withoutProvider)],
      [
        false,
        [
          refusal("m1", idOf("Finance"), '"Finance" (EMAIL)', '"Whatever" (EMAIL)'),
          refusal("m2", idOf("Board"), '"Board" (SLACK)', '"Board" (EMAIL)'),
          refusal("m3", idOf("Legal"), '"Legal" (EMAIL)', '"Legal" (SLACK)'),
        ],
      ],
    );
    assert.equal((await stack.run("up", MANAGED)).ok, false);
    await stack.sql(`DELETE FROM ${TABLE} WHERE destination_id LIKE 'm%'`);
    await stack.succeed("up", MANAGED);
    assert.deepEqual(await Promise.all(["Finance", "Legal", "Board"].map((name) => shown(idOf(name)))), [
      ["Finance", ["cfo@example.com"]],
      ["Legal", ["cfo@example.com"]],
      ["Board", undefined],
    ]);
    assert.deepEqual(await names(), ["Board", "Finance", "Legal"]);
  });
});

function foundIn({ destinations = [] }: ReviewReport): (readonly [string, string])[] {
  return destinations.map(({ severity, message }) => [severity, message] as const);
}

function warningsOf({ diagnostics }: RunResult): string[] {
  return diagnostics
    .filter(({ severity }) => severity === "warning")
    .map(({ message }) => message)
    .sort();
}

/** What the engine says before a provider's reason. */
function withoutProvider(text: string): string {
  return text.slice(text.indexOf("notification_destinations row"));
}
