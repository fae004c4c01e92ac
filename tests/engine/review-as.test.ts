import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { comment } from "../../review/markdown/comment";
import { ReviewReport } from "../../review/report/report";
import { insertRow } from "./alert-row";
import { LocalStack } from "./local-stack";

const ME = "local.user@example.com";

describe("the review of alerts that run as others", function () {
  this.timeout(240_000);
  let stack: LocalStack;
  const review = async (...args: string[]) => {
    const out = stack.stateDir("review");
    const outcome = await stack.command("review", [
      "--out",
      out,
      "--no-replay",
      "--state",
      stack.stateFile,
      ...args,
    ]);
    const report =
      outcome.status === 1
        ? undefined
        : ReviewReport.parse(JSON.parse(readFileSync(path.join(out, "report.json"), "utf8")));
    return { ...outcome, report };
  };

  before(async () => {
    stack = await LocalStack.deployed();
    await insertRow(stack, "SEC-1", {
      alert_query_template: "'SELECT 4711 AS value'",
      run_as: "'other@example.com'",
    });
    await insertRow(stack, "SEC-2", { alert_query_template: "'SELECT 4712 AS value'" });
    await insertRow(stack, "SEC-3", { alert_query_template: `"SELECT 'cell' AS value"` });
  });
  after(() => stack.stop());

  it("asks what runs as who asks, each text once, and says whose rights these are", async () => {
    stack.workspace.requests.clear();
    const { report } = await review();
    assert.ok(report);
    const { statements } = stack.workspace.requests;
    const holding = (text: string) => statements.filter(({ text: sent }) => sent.includes(text)).length;
    // DESCRIBE; for one that may be asked the wrapper and the count, too.
    assert.deepEqual([holding("4711"), holding("4712")], [1, 3]);
    const states = report.alerts.map(({ alertId, now }) => [alertId, now.after?.state, now.after?.value]);
    assert.deepEqual(
      states.filter(([alertId]) => String(alertId).startsWith("SEC-")),
      [
        ["SEC-1", undefined, undefined],
        ["SEC-2", "TRIGGERED", 4712],
        ["SEC-3", "ERROR", undefined],
      ],
    );
    assert.deepEqual(report.asked, { as: ME, others: ["other@example.com"], isChosen: false });
    assert.match(
      comment(report),
      /Queries were asked as `local\.user@example\.com;?`;? those of alerts that run as `other@example\.com` were not asked/,
    );
    assert.ok(report.notChecked.some((text) => text.startsWith("What SEC-1 would say now")));
  });

  it("asks all of them where somebody chose who asks, and nobody where that is another", async () => {
    const { report } = await review("--as", ME.toUpperCase(), "--values", "all");
    assert.equal(report?.alerts.find(({ alertId }) => alertId === "SEC-1")?.now.after?.value, 4711);
    assert.equal(report?.alerts.find(({ alertId }) => alertId === "SEC-3")?.now.after?.value, "cell");
    const refused = await review("--as", "reader");
    assert.equal(refused.status, 1);
    assert.match(
      refused.stderr,
      /The review is to ask as reader, and would as local\.user@example\.com, whose credentials these are/,
    );
  });

  it("asks nothing of what somebody wrote into an alert of the workspace that no row could say", async () => {
    const [alert] = await stack.alerts();
    assert.ok(alert);
    await stack.call("PATCH", `/api/2.0/alerts/${alert.id}?update_mask=query_text`, {
      query_text: "SELECT secret('scope', 'key-4713') AS value",
    });
    stack.workspace.requests.clear();
    const { report } = await review("--as", ME);
    const { statements } = stack.workspace.requests;
    assert.deepEqual(
      statements.filter(({ text }) => text.includes("key-4713")),
      [],
    );
    const said = report?.notChecked.filter((text) => text.includes("as deployed says now")) ?? [];
    assert.equal(said.length, 1);
    assert.match(said[0] ?? "", /reaches beyond the tables by secret, which the stack does not allow/);
  });
});
