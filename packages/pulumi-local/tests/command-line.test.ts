import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { childEnvironment } from "../../../local/child-environment";
import { parseStackOptions } from "../src/commands/stack-options";

const ROOT = path.join(__dirname, "../../..");
const MAIN = path.join(ROOT, "local/commands/main.cjs");

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
    assert.deepEqual(parseStackOptions("up", args), {
      diff: true,
      parallel: 3,
      continueOnError: true,
      config: { a: "1", "b:c": "x=y" },
      secretConfig: { hook: "https://hooks.example.com/1" },
      stack: "dev",
      yes: true,
      skipPreview: true,
      ...{ target: [], exclude: [], replace: [], targetReplace: [] },
    });
  });

  it("takes Pulumi's flags for a part of the stack", () => {
    const args = ["-t", "COST-012", "--target", "b", "--target-dependents", "--replace", "c", "--refresh"];
    const { target, targetDependents, replace, refresh } = parseStackOptions("up", args);
    assert.deepEqual(
      { target, targetDependents, replace, refresh },
      { target: ["COST-012", "b"], targetDependents: true, replace: ["c"], refresh: true },
    );
    assert.equal(parseStackOptions("refresh", ["--clear-pending-creates"]).clearPendingCreates, true);
  });

  const bad = {
    "--sideways": "error: unknown option '--sideways'",
    "--parallel=0":
      "error: option '-p, --parallel <n>' argument '0' is invalid. It must be a whole number from 1.",
    "--config=x": "error: option '-c, --config <key=value>' argument 'x' is invalid. It must be key=value.",
    now: "error: too many arguments. Expected 0 arguments but got 1.",
  };
  for (const [flag, message] of Object.entries(bad)) {
    it(`refuses ${flag} in one sentence`, () => {
      const { status, stderr } = spawnSync(process.execPath, [MAIN, "up", flag], { encoding: "utf8" });
      assert.equal(stderr, `${message}\n`);
      assert.equal(status, 1);
    });
  }

  it("lets nothing of the shell's clouds and workspaces reach program and providers", () => {
    const shell = {
      ...{ PATH: "/bin", LANG: "C", DATABRICKS_TOKEN: "real", ARM_TENANT_ID: "t", AZURE_X: "1" },
      ...{ PULUMI_ACCESS_TOKEN: "p", GOOGLE_CREDENTIALS: "g", http_proxy: "http://proxy" },
    };
    assert.deepEqual(childEnvironment(shell, { DATABRICKS_HOST: "http://127.0.0.1:1" }), {
      ...{ PATH: "/bin", LANG: "C", DATABRICKS_HOST: "http://127.0.0.1:1", NO_PROXY: "127.0.0.1,localhost" },
    });
  });
});

describe("npm run up", () => {
  let dir: string;
  beforeEach(() => {
    dir = fs.mkdtempSync(path.join(os.tmpdir(), "project-"));
    fs.cpSync(path.join(__dirname, "testdata/notes"), dir, { recursive: true });
    fs.symlinkSync(path.join(ROOT, "node_modules"), path.join(dir, "node_modules"));
  });
  afterEach(() => fs.rmSync(dir, { recursive: true, force: true }));

  const start = (...args: string[]) => {
    const env = { ...process.env, DATABRICKS_HOST: "https://real.example.com", DATABRICKS_TOKEN: "real" };
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
    const [title, warning] = output.stderr.split("\n");
    assert.equal(title, "Updating (dev):");
    assert.equal(
      warning,
      "DATABRICKS_HOST is not used here: npm run up only ever talks to the local workspace.",
    );
    assert.ok(output.stderr.includes("\nhello\n"));
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
    assert.deepEqual(processesIn(dir), []);
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
