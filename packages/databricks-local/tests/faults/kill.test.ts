import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FaultInput } from "../../src/faults/fault-shape";
import { alertBody } from "../alert-body";
import { firstOutput, runCommand, startCommand } from "../run-command";
import { call, TOKEN } from "../use-workspace";

describe("A fault that kills the workspace", () => {
  let dir = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "kill-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  async function start(...faults: FaultInput[]) {
    writeFileSync(join(dir, "faults.json"), JSON.stringify(faults));
    const child = startCommand(dir, ["start", "--token", TOKEN, "--faults", "faults.json"]);
    const host = /http:\/\/127\.0\.0\.1:\d+/.exec(await firstOutput(child))?.[0] ?? "";
    return { host, ended: once(child, "exit") };
  }

  const create = (host: string, display_name: string) =>
    call(host, "POST", "/api/2.0/alerts", alertBody({ display_name }));

  it("ends it before the work, after it, or after the answer, and at no other moment", async () => {
    const kill = { kind: "kill", method: "POST", path: "alerts" } as const;
    const outcomes: string[] = [];
    for (const when of ["before", "after-work", "after-answer"] as const) {
      const { host, ended } = await start({ ...kill, when, skip: 1 });
      await create(host, `${when}, one before`);
      outcomes.push(
        await create(host, when).then(
          ({ status }) => `${when}: ${status}`,
          () => `${when}: lost`,
        ),
      );
      assert.deepEqual(await ended, [null, "SIGKILL"]);
    }
    assert.deepEqual(outcomes, ["before: lost", "after-work: lost", "after-answer: 200"]);
    const kept = readFileSync(join(dir, ".local", "workspace", "alerts.jsonl"), "utf8")
      .trimEnd()
      .split("\n");
    assert.deepEqual(
      kept.map((line) => /"display_name":"([^"]*)"/.exec(line)?.[1]),
      [
        "before, one before",
        "after-work, one before",
        "after-work",
        "after-answer, one before",
        "after-answer",
      ],
    );
  });

  it("and others are refused on the command line when they make no sense", async () => {
    const said = async (...args: string[]) => (await runCommand(dir, ["start", ...args])).stderr;
    assert.match(await said("--fault", "{"), /--fault <json>' argument '\{' is invalid\. It is no JSON: /);
    assert.match(await said("--fault", '{"kind":"status"}'), /status: is required; errorCode: is required\./);
    assert.match(await said("--faults", "none.json"), /It must be a file that can be read\./);
    assert.match(await said("--requests-per-second", "0"), /It must be a whole number from 1\./);
  });
});
