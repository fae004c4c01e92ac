import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { askBlanks } from "../../../../commands/import/ask-blanks";
import { draftRows } from "../../../../commands/import/draft-rows";
import { alertNamed, CONTEXT } from "./found-alerts";

const HEAD =
  "What no alert says of itself is asked once a folder. Enter takes what stands in [ ]; without it, or with ?, a cell is left blank.\n";

/** Rows of alerts: two of Ana's that say nothing of themselves beside one that does, and one elsewhere of somebody who is gone. */
function drafted() {
  const found = [
    alertNamed("[CRITICAL] Daily cost"),
    alertNamed("Of Ana"),
    alertNamed("Another"),
    { ...alertNamed("P1 lost", { parentPath: "/Users/eve" }), ownerUserName: "eve@example.com" },
  ];
  const context = { ...CONTEXT, goneOwners: new Set(["eve@example.com"]) };
  return draftRows(found, context, () => undefined).rows;
}

/** A terminal at which somebody answers each question with the next of these; `\u0004` is Ctrl+D, `\u0003` Ctrl+C. */
function terminal(...answers: readonly string[]) {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 500 });
  const left = [...answers];
  let shown = "";
  output.on("data", (chunk: Buffer) => {
    // What moves the cursor is no part of what is said.

    const text = chunk.toString().replaceAll(/\u001b\[\d*[A-Za-z]/g, "");
    shown += text;
    if (text.endsWith("? ") || text.endsWith("] ") || text.endsWith("QUALITY ") || text.endsWith("INFO "))
      setImmediate(() => input.write(left.shift() ?? "\u0004"));
  });
  return { streams: { input, output }, shown: () => shown.replaceAll("\r", "") };
}

const saidOf = (rows: Awaited<ReturnType<typeof askBlanks>>) =>
  rows.map(({ raw, planned, blanks }) => {
    const { agent_domain: domain, severity, owner } = planned.row;
    assert.deepEqual([raw["agent_domain"], raw["severity"], raw["owner"]], [domain, severity, owner]);
    return [planned.alertId, domain, severity, owner, [...blanks.keys()]];
  });

describe("questions for what no alert says of itself", () => {
  it("are asked once a folder, with what its other alerts have, and again where the answer is no word for it", async () => {
    const { streams, shown } = terminal("\n", "high\n", "info\n", "Cost\n", "ops\n");
    const rows = await askBlanks(drafted(), streams);
    assert.deepEqual(saidOf(rows), [
      ["DAILY-COST", "COST", "CRITICAL", "ana@example.com", []],
      ["OF-ANA", "COST", "INFO", "ana@example.com", []],
      ["ANOTHER", "COST", "INFO", "ana@example.com", []],
      ["P1-LOST", "COST", "CRITICAL", "ops", []],
    ]);
    assert.equal(
      shown().replaceAll(/\n?(high|info|Cost|ops)?\n/g, "\n"),
      HEAD +
        [
          'agent_domain of 2 alerts ("Of Ana", "Another") in /Alerting? COST, SECURITY, PERFORMANCE, RELIABILITY, QUALITY [COST] ',
          'severity of 2 alerts ("Of Ana", "Another") in /Alerting? CRITICAL, WARNING, INFO [CRITICAL] ',
          'severity of 2 alerts ("Of Ana", "Another") in /Alerting? CRITICAL, WARNING, INFO [CRITICAL] ',
          'agent_domain of 1 alert ("P1 lost") in /Users/eve? COST, SECURITY, PERFORMANCE, RELIABILITY, QUALITY ',
          'owner of 1 alert ("P1 lost") in /Users/eve? ',
          "",
        ].join("\n"),
    );
  });

  it("leave blank what is answered with nothing, or with a question mark", async () => {
    const { streams } = terminal("?\n", "?\n", "\n", "\n");
    const before = drafted();
    assert.deepEqual(saidOf(await askBlanks(before, streams)), saidOf(before));
  });

  it("end where the terminal does, with what was answered until then", async () => {
    const { streams } = terminal("quality\n", "\u0004");
    const rows = await askBlanks(drafted(), streams);
    assert.deepEqual(
      saidOf(rows).map(([, domain, , , blanks]) => [domain, blanks]),
      [
        ["COST", []],
        ["QUALITY", ["severity"]],
        ["QUALITY", ["severity"]],
        ["COST", ["agent_domain", "owner"]],
      ],
    );
  });

  it("end the command where somebody presses Ctrl+C", async () => {
    const { streams } = terminal("\n", "\u0003");
    await assert.rejects(askBlanks(drafted(), streams), {
      name: "ExpectedError",
      message: "Ended by Ctrl+C. Nothing was written.",
    });
  });

  it("are none where nothing is blank", async () => {
    const { streams, shown } = terminal();
    const rows = drafted().slice(0, 1);
    assert.equal(await askBlanks(rows, streams), rows);
    assert.equal(shown(), "");
  });
});
