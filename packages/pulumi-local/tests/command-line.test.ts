import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { RunCommand } from "../src/run-options";
import { stackCommand, type StackOptions } from "../src/commands/stack-options";
import { localEnvironment } from "../src/local-environment";

const ROOT = path.join(__dirname, "../../..");
const MAIN = path.join(__dirname, "../bin/pulumi-local.cjs");

function parse(command: RunCommand, args: readonly string[]): StackOptions {
  const program = stackCommand(command, () => Promise.resolve());
  program.parse(args, { from: "user" });
  return program.opts<StackOptions>();
}

describe("the command line", () => {
  it("takes Pulumi's flags", () => {
    const args = [
      "--diff",
      "-p",
      "3",
      "--continue-on-error",
      "-c",
      "a=1",
      "-c",
      "b:c=x=y",
      "--secret-config",
      "hook=https://hooks.example.com/1",
      "-y",
      "--skip-preview",
    ];
    assert.deepEqual(parse("up", args), {
      diff: true,
      parallel: 3,
      continueOnError: true,
      config: { a: "1", "b:c": "x=y" },
      secretConfig: { hook: "https://hooks.example.com/1" },
      stack: "dev",
      yes: true,
      skipPreview: true,
      target: [],
      exclude: [],
      replace: [],
      targetReplace: [],
    });
  });

  it("takes Pulumi's flags for a part of the stack", () => {
    const args = ["-t", "COST-012", "--target", "b", "--target-dependents", "--replace", "c", "--refresh"];
    const { target, targetDependents, replace, refresh } = parse("up", args);
    assert.deepEqual(
      { target, targetDependents, replace, refresh },
      { target: ["COST-012", "b"], targetDependents: true, replace: ["c"], refresh: true },
    );
    assert.equal(parse("refresh", ["--clear-pending-creates"]).clearPendingCreates, true);
  });

  const bad = {
    "--sideways": "error: unknown option '--sideways'",
    "--parallel=0":
      "error: option '-p, --parallel <n>' argument '0' is invalid. It must be a whole number from 1.",
    "--config=x": "error: option '-c, --config <key=value>' argument 'x' is invalid. It must be key=value.",
    now: "error: too many arguments for 'up'. Expected 0 arguments but got 1.",
  };
  for (const [flag, message] of Object.entries(bad)) {
    it(`refuses ${flag} in one sentence`, () => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, "up", flag], { encoding: "utf8" });
      assert.equal(stderr, `${message}\n`);
      assert.equal(status, 1);
    });
  }

  it("hands the shell's environment on, without what npm and Pulumi's service have in it", () => {
    const shell = { PATH: "/bin", npm_config_json: "true", PULUMI_ACCESS_TOKEN: "p", OWN: "1" };
    assert.deepEqual(localEnvironment(shell), { PATH: "/bin", OWN: "1" });
  });

  it("refuses a shell that names a workspace elsewhere", () => {
    const { status, stderr } = spawnSync(process.execPath, [MAIN, "preview"], {
      encoding: "utf8",
      env: { PATH: process.env["PATH"], DATABRICKS_HOST: "https://real.example.com" },
    });
    assert.equal(
      stderr,
      "error: the local engine manages resources of a workspace on this machine only, and https://real.example.com is elsewhere: use the Pulumi CLI\n",
    );
    assert.equal(status, 1);
  });
});

describe("pulumi-local up", () => {
  let dir: string;
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
    fs.cpSync(path.join(__dirname, "testdata/notes"), dir, { recursive: true });
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(dir, "node_modules"));
  });
  afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const env = { PATH: process.env["PATH"] };
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: dir, env });
    const output = { stdout: "", stderr: "" };
    child.stdout.on("data", (data: Buffer) => (output.stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (output.stderr += data.toString()));
    return { child, output };
  };

  it("with --json prints one document to stdout, and everything else to stderr", async () => {
    const { child, output } = start("up", "--json", "--config", "say=hello");
    const [status] = (await once(child, "close")) as [number];
    assert.equal(status, 0, output.stderr);
    const document = JSON.parse(output.stdout) as { changeSummary: unknown };
    assert.deepEqual(document.changeSummary, { create: 2 });
    assert.match(output.stderr, /^Updating \(dev\):\n/);
    assert.ok(output.stderr.includes("\nhello\n"));
  });

  it("goes on to its end where nobody reads on", async () => {
    const { child, output } = start("up");
    child.stdout.destroy();
    const [status] = (await once(child, "close")) as [number];
    assert.deepEqual([status, output.stderr], [0, ""]);
    const state = fs.readFileSync(path.join(dir, ".local", "state.json"), "utf8");
    assert.match(state, /"outputs":\{"texts":\{"first":"hello"\}\}/);
  });

  it("ends on Ctrl-C with status 130, and leaves no process behind", async () => {
    const notes = JSON.stringify([{ name: "first", text: "hang" }]);
    const { child, output } = start("up", "--config", `notes=${notes}`);
    const isRunning = () => output.stdout.includes("first creating");
    while (!isRunning()) await Promise.race([once(child.stdout, "data"), once(child, "close")]);
    child.kill("SIGINT");
    while (!output.stdout.includes("Stopping:")) await once(child.stdout, "data");
    child.kill("SIGINT");
    const [status] = (await once(child, "close")) as [number];
    assert.equal(status, 130);
    // What it had started notices within half a second that it is alone.
    while (processesIn(dir).length > 0) await delay(50);
  });
});

/** Processes that work in a folder; none where there is no /proc. */
function processesIn(dir: string): string[] {
  if (!fs.existsSync("/proc/self/cwd")) return [];
  return fs.readdirSync("/proc").filter((id) => {
    try {
      return /^\d+$/.test(id) && fs.readlinkSync(`/proc/${id}/cwd`) === dir;
    } catch {
      return false;
    }
  });
}
