import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { z } from "zod";
import { killCommand } from "../kills/kill-command";
import { insertRow, TABLE } from "./alert-row";
import { LocalStack } from "./local-stack";

const DESTINATIONS = "health_monitor.gold.notification_destinations";
const ON_STACK = ["--remote", "-c", "warehouseName=local"];
const Message = z.looseObject({
  subject: z.string(),
  body: z.string(),
  status: z.string(),
  display_name: z.string(),
  subscriptions: z.array(z.unknown()),
});
const Inbox = z.object({ notifications: z.array(Message) });
const Made = z.object({ id: z.string() });
const Folders = z.object({ objects: z.array(z.object({ path: z.string() })).default([]) });

/** What takes longer than a second says so. */
function withoutProgress(stderr: string): string {
  return stderr.replaceAll(/^.* …\n/gm, "");
}

describe("npm run notify", function () {
  this.timeout(180_000);
  let stack: LocalStack;
  let server: Server;
  /** What webhooks got, and how the next one is answered: not at all, where it is no status. */
  const posted: string[] = [];
  let answer: number | undefined = 200;

  before(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        posted.push(body);
        if (answer !== undefined) response.writeHead(answer).end();
      });
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    stack = await LocalStack.deployed({ deliverWebhooks: "loopback" });
    const address = server.address();
    const url = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/hook`;
    const made = await stack.call("POST", "/api/2.0/notification-destinations", {
      display_name: "hook",
      config: { generic_webhook: { url } },
    });
    const columns =
      "destination_id, destination_name, destination_type, databricks_destination_id, owner, created_by";
    await stack.sql(
      `INSERT INTO ${DESTINATIONS} (${columns}) VALUES ('hook', 'Hook', 'WEBHOOK', '${Made.parse(made).id}', 'me', 'me'), ` +
        "('pager', 'Pager', 'PAGERDUTY', NULL, 'me', 'me')",
    );
    await insertRow(stack, "N-1", {
      severity: "'CRITICAL'",
      use_custom_template: "true",
      custom_subject_template: "'{{ALERT_STATUS}}: {{QUERY_RESULT_VALUE}}'",
      custom_body_template: "'<p>{{#QUERY_RESULT_ROWS}}{{who}}; {{/QUERY_RESULT_ROWS}}</p>'",
      alert_query_template: `'SELECT 5.5 AS value, "Ana" AS who'`,
      notification_channels: "array('hook', 'b@example.com')",
    });
  });
  after(async () => {
    await stack.stop();
    server.closeAllConnections();
    server.close();
  });
  afterEach(() => {
    stack.workspace.faults.clear();
    posted.splice(0);
    answer = 200;
  });

  const notify = (...args: string[]) => stack.command("notify", args);
  const inbox = async () => Inbox.parse(await stack.call("GET", "/_local/inbox")).notifications;
  /** What is left of a test in the workspace. */
  const left = async () => {
    const folders = Folders.parse(await stack.call("GET", "/api/2.0/workspace/list?path=/Alerting")).objects;
    const alerts = (await stack.alerts()).filter(({ display_name: name }) => name.startsWith("[TEST]"));
    return [...folders.map(({ path }) => path), ...alerts.map(({ display_name: name }) => name)];
  };
  const tested = async () =>
    (
      await stack.sql(
        `SELECT last_tested_at IS NULL AS never, last_test_status AS status FROM ${DESTINATIONS} WHERE destination_id = 'hook'`,
      )
    )[0];

  it("shows the message, and tells nobody who was not named", async () => {
    assert.deepEqual(await notify("N-1"), {
      stdout:
        "subject  [TEST] TRIGGERED: 1.1\nbody     <p>who 1; who 2; who 3; </p>\n" +
        "Nobody was told: --to, --channel or --all-channels says who is.\n",
      stderr: "",
      status: 0,
    });
    assert.deepEqual([await inbox(), posted], [[], []]);
  });

  it("tells whom it shows it to just what it shows, as nothing that is in the workspace", async () => {
    const before = await stack.alerts();
    const { stdout, stderr, status } = await notify("N-1", "--all-channels", "--to", "a@example.com");
    assert.deepEqual([stderr, status], ["", 0]);
    assert.equal(
      stdout,
      "subject  [TEST] TRIGGERED: 1.1\nbody     <p>who 1; who 2; who 3; </p>\n" +
        "delivered  a@example.com\ndelivered  hook\ndelivered  b@example.com\n",
    );
    const messages = await inbox();
    assert.deepEqual(
      messages.map(({ subject, body, display_name: name }) => [subject, body, name]),
      Array(3).fill(["[TEST] TRIGGERED: 1.1", "<p>who 1; who 2; who 3; </p>", "[TEST] [CRITICAL] Alert N-1"]),
    );
    assert.equal(posted.length, 1);
    assert.match(posted[0] ?? "", /"custom_summary":"\[TEST\] /);
    assert.deepEqual([await stack.alerts(), await left()], [before, []]);
    assert.deepEqual(await tested(), { never: "false", status: "DELIVERED" });
  });

  it("tells that it is over behind what it is about, with the rows of now or the worst ones", async () => {
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 9 WHERE alert_id = 'N-1'`);
    const count = (await inbox()).length;
    const { stdout } = await notify(
      "N-1",
      "--state",
      "OK",
      "--with",
      "last",
      "--to",
      "a@example.com",
      "--json",
    );
    const report = z
      .object({ subject: z.string(), body: z.string(), sent: z.array(z.unknown()) })
      .parse(JSON.parse(stdout));
    assert.deepEqual([report.subject, report.body], ["[TEST] OK: 5.5", "<p>Ana; </p>"]);
    assert.deepEqual(
      (await inbox()).slice(count).map(({ status, body }) => [status, body]),
      [
        ["TRIGGERED", "<p>who 1; who 2; who 3; </p>"],
        ["OK", "<p>Ana; </p>"],
      ],
    );
    const worst = await notify("N-1", "--with", "worst", "--to", "a@example.com");
    assert.equal(worst.status, 0);
    const body = (await inbox()).at(-1)?.body ?? "";
    assert.ok(body.includes("&lt;script&gt;") && body.includes("👩🏽‍🚒") && !body.includes("<script>"), body);
    assert.equal(worst.stdout.includes("&lt;script&gt;"), true);
    const last = await notify("N-1", "--with", "last", "--to", "a@example.com");
    assert.equal(
      last.stderr,
      "error: What the query gives now means OK, and not TRIGGERED: nobody would be told. Give --state OK, or --with sample.\n",
    );
    await stack.sql(`UPDATE ${TABLE} SET threshold_value_double = 1 WHERE alert_id = 'N-1'`);
  });

  for (const [what, status] of [
    ["refuses", 500],
    ["does not answer", undefined],
  ] as const) {
    it(`says of a receiver that ${what} that it was not told, and tells the others`, async () => {
      answer = status;
      const result = await notify("N-1", "--all-channels");
      assert.deepEqual(result.stdout.split("\n").slice(2, 4), [
        "failed     hook: the receiver refused it, or did not answer: see the destination in the workspace",
        "delivered  b@example.com",
      ]);
      assert.equal(result.status, 1);
      assert.deepEqual([await tested(), await left()], [{ never: "false", status: "FAILED" }, []]);
    });
  }

  it("lists who hears of what, and when they were tested", async () => {
    const { stdout } = await notify("--routes");
    assert.match(
      stdout,
      /^default_email \(EMAIL; never tested\)\n {2}WARNING {3}COST-012\n {2}INFO {6}TEST-001\nhook \(WEBHOOK; tested 20\S+ \d\d:\d\d UTC: FAILED\)\n {2}CRITICAL {2}N-1\npager \(PAGERDUTY; has no databricks_destination_id; never tested\)\n {2}no alert\nb@example\.com \(e-mail address\)\n {2}CRITICAL {2}N-1\n$/,
    );
  });

  const REFUSED: readonly [args: string[], stderr: string][] = [
    [["COST-12"], "error: alert_configurations has no row COST-12; did you mean COST-012?\n"],
    [[], "error: Name the row by its alert_id, or give --routes.\n"],
    [
      ["N-1", "--routes"],
      "error: --routes is about all alerts and sends nothing: give it without a row and without receivers.\n",
    ],
    [
      ["N-1", "--channel", "pager"],
      "error: Nobody was told.\npager has no databricks_destination_id in notification_destinations: it notifies nobody\n",
    ],
  ];
  for (const [args, stderr] of REFUSED) {
    it(`refuses ${args.join(" ") || "nothing at all"} in a sentence`, async () => {
      assert.deepEqual(await notify(...args), { stdout: "", stderr, status: 1 });
    });
  }

  it("deletes what it made where it is ended by a signal while it waits, and says so", async () => {
    answer = undefined;
    const child = spawn(
      process.execPath,
      ["commands/main.cjs", "notify", "N-1", "--channel", "hook", ...ON_STACK],
      {
        env: childEnvironment(process.env, clientEnvironment(stack.workspace)),
        stdio: ["ignore", "ignore", "pipe"],
      },
    );
    const stderr = text(child.stderr);
    await once(server, "request");
    child.kill("SIGTERM");
    const [status] = (await once(child, "exit")) as [number | null];
    assert.equal(
      withoutProgress(await stderr),
      "SIGTERM: deletes what was made\nerror: It was ended by SIGTERM. What it had made is deleted.\n",
    );
    assert.deepEqual([status, await left()], [1, []]);
  });

  for (const [what, call] of [
    ["makes its folder", { method: "POST", path: "/workspace/mkdirs" }],
    ["makes its alert", { method: "POST", path: "^/api/2.0/alerts$" }],
    ["runs it", { method: "POST", path: "/runs/submit" }],
    ["deletes it", { method: "DELETE", path: "^/api/2.0/alerts/" }],
  ] as const) {
    it(`leaves nothing after the next run where it is killed as it ${what}`, async () => {
      const line = { args: ["notify", "N-1", "--to", "a@example.com"], folder: process.cwd() };
      assert.ok(await killCommand(stack, line, { when: "after-work", call: 0, ...call }));
      assert.notDeepEqual(await left(), []);
      const { stdout, stderr } = await notify("N-1", "--to", "a@example.com");
      assert.match(stdout, /\ndelivered {2}a@example\.com\n$/);
      assert.match(
        stderr,
        /^Deletes \/Alerting\/databricks-alerts-test-\S+ with [01] alerts?, which a run that was cut off has left\n$/,
      );
      assert.deepEqual(await left(), []);
    });
  }

  it("says that it cannot remember a test before the table has the columns", async () => {
    await stack.sql(`ALTER TABLE ${DESTINATIONS} SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')`);
    for (const column of ["last_tested_at", "last_test_status"])
      await stack.sql(`ALTER TABLE ${DESTINATIONS} DROP COLUMN ${column}`);
    const { stdout, stderr } = await notify("N-1", "--channel", "hook");
    assert.match(stdout, /\ndelivered {2}hook\n$/);
    assert.equal(
      stderr,
      "notification_destinations has no column last_tested_at yet: an up adds it, and tests are remembered then.\n",
    );
  });
});
