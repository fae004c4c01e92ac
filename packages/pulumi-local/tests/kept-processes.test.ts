import assert from "node:assert/strict";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startChild } from "../src/protocol/kept-processes";
import { runStack } from "../src/run";
import type { RunCommand, RunOptions } from "../src/run-options";

const PROJECT_DIR = path.join(__dirname, "testdata/self");

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("a run whose processes are kept", () => {
  const stateDir = mkdtempSync(path.join(tmpdir(), "kept-"));
  after(() => rmSync(stateDir, { recursive: true, force: true }));

  const run = async (command: RunCommand, env: NodeJS.ProcessEnv = {}, options: Partial<RunOptions> = {}) => {
    const printed: string[] = [];
    const result = await runStack({
      command,
      projectDir: PROJECT_DIR,
      stateDir,
      keepProcesses: true,
      childEnv: { PATH: process.env["PATH"], ...env },
      onEvent: (event) => void (event.kind === "printed" && printed.push(event.line)),
      ...options,
    });
    return { ...result, printed, errors: result.diagnostics.map(({ message }) => message.trim()) };
  };

  it("has the process of the run before, and nothing else of it", async () => {
    const first = await run("up", { MARK: "one" });
    const second = await run("preview");
    assert.deepEqual(second.outputs, { ...first.outputs, mark: "", dryRun: true });
    assert.deepEqual(first.outputs, { pid: first.outputs["pid"], runs: 1, mark: "one", dryRun: false });
    assert.notEqual(first.outputs["pid"], process.pid);
    assert.deepEqual([first.printed, second.printed], [["printed"], ["printed"]]);
  });

  it("fails as any other, and the next one does not", async () => {
    const failed = await run("preview", { THROWS: "1" });
    assert.deepEqual([failed.ok, failed.errors], [false, ["as asked"]]);
    const next = await run("preview");
    assert.deepEqual([next.ok, next.errors], [true, []]);
  });

  it("tells of a program that ends its process, and gives the next one another", async () => {
    const before = await run("preview");
    const ended = await run("preview", { ENDS: "1" });
    assert.deepEqual([ended.ok, ended.errors], [false, ["the program ended with exit status 7"]]);
    const next = await run("preview");
    assert.equal(next.ok, true);
    assert.notEqual(next.outputs["pid"], before.outputs["pid"]);
  });

  it("has the process of a run that was halted, where the program only waited for an answer", async () => {
    const before = await run("preview");
    const halted = await run("preview", { REFUSED: "1" });
    assert.equal(halted.ok, false);
    const next = await run("preview", { MARK: "next" });
    assert.deepEqual([next.errors, next.outputs], [[], { ...before.outputs, mark: "next" }]);
  });

  it("has another process where the program of a run that was halted is still at something", async () => {
    const before = await run("preview");
    assert.equal((await run("preview", { REFUSED: "1", WORKS: "1" })).ok, false);
    const next = await run("preview");
    assert.equal(next.ok, true);
    assert.notEqual(next.outputs["pid"], before.outputs["pid"]);
  });

  it("has another process where somebody ended the one that waited", async () => {
    const before = await run("preview");
    const pid = Number(before.outputs["pid"]);
    process.kill(pid, "SIGKILL");
    while (isAlive(pid)) await delay(10);
    const next = await run("preview");
    assert.equal(next.ok, true);
    assert.notEqual(next.outputs["pid"], before.outputs["pid"]);
  });

  it("has the modules of the named folders, but those that import the SDK, until one of them is another", async () => {
    const projectDir = path.join(__dirname, "testdata/rooms");
    const functions = path.join(projectDir, "functions");
    const loaded = async (keepModules: string[]) =>
      (await run("preview", {}, { projectDir, keepModules })).outputs;

    const first = await loaded([functions]);
    const second = await loaded([functions]);
    assert.deepEqual(second, { ...first, ofTheSdk: second["ofTheSdk"] });
    assert.notEqual(second["ofTheSdk"], first["ofTheSdk"]);

    const now = new Date();
    utimesSync(path.join(functions, "of-the-sdk.js"), now, now);
    utimesSync(path.join(functions, "pure.js"), now, now);
    const changed = await loaded([functions]);
    assert.deepEqual([changed["pid"], changed["pure"] === first["pure"]], [first["pid"], false]);
    assert.notEqual((await loaded([]))["pure"], changed["pure"]);
  });

  it("has the process of a script that ended itself, and heard nothing more of that", async () => {
    const script = path.join(stateDir, "leaves.cjs");
    writeFileSync(
      script,
      `console.log(process.pid);
       const timer = setTimeout(() => undefined, 50);
       try { process.exit(3); } catch { console.log("caught"); process.exit(4); }
       console.log("went on");`,
    );
    const leave = async () => {
      const lines: string[] = [];
      const { PATH } = process.env;
      const onLine = (line: string) => void lines.push(line);
      const child = startChild([], [script], { cwd: stateDir, env: { PATH }, keep: true, onLine });
      return { lines, ...(await child.exited) };
    };
    const first = await leave();
    assert.match(first.lines.join("\n"), /^\d+$/);
    assert.equal(first.code, 3);
    assert.deepEqual(await leave(), first);
  });

  it("has its own process where it is not asked for", async () => {
    const kept = await run("preview");
    const alone = await run("preview", {}, { keepProcesses: false });
    assert.notEqual(alone.outputs["pid"], kept.outputs["pid"]);
  });
});
