import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { NotesStack, stepsOf } from "./notes-stack";

/** A run in a process of its own, to be killed. */
function startRun(stack: NotesStack, specs: unknown[]): ChildProcess {
  const options = {
    command: "up",
    projectDir: path.join(__dirname, "testdata/notes"),
    stateDir: stack.stateDir,
    childEnv: { PATH: process.env["PATH"], NOTES_DIR: stack.notesDir },
    config: { notes: JSON.stringify(specs) },
  };
  const run = path.join(__dirname, "../src/run.ts");
  const script = `require(${JSON.stringify(run)}).runStack(${JSON.stringify(options)})`;
  return spawn(process.execPath, ["--require", "tsx/cjs", "--eval", script], { stdio: "ignore" });
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("an interrupted run", () => {
  let stack: NotesStack;
  beforeEach(() => (stack = new NotesStack()));
  afterEach(() => stack.remove());

  it("starts nothing new, lets what runs finish, and keeps it", async () => {
    stack.env = { NOTES_DELAY_MS: "700" };
    const controller = new AbortController();
    const running = stack.run(
      "up",
      [
        { name: "first", text: "hello" },
        { name: "second", text: "never", after: ["first"] },
      ],
      { signal: controller.signal },
    );
    await until(() => stack.operations.length > 0);
    controller.abort();
    const result = await running;
    assert.deepEqual({ ok: result.ok, interrupted: result.interrupted }, { ok: false, interrupted: true });
    assert.deepEqual(stepsOf(result), ["create first"]);
    assert.deepEqual(stack.operations, ["hello"]);
    assert.equal(stack.state("first")?.id, "1.txt");
    assert.equal(stack.deployment.pending_operations, undefined);
  });

  it("gives up what does not finish within seconds, and keeps it on record", async () => {
    const controller = new AbortController();
    const running = stack.run("up", [{ name: "first", text: "hang" }], { signal: controller.signal });
    await until(() => stack.operations.length > 0);
    controller.abort();
    const result = await running;
    assert.equal(result.interrupted, true);
    assert.deepEqual(
      stack.deployment.pending_operations?.map(({ type, resource }) => [type, resource.inputs?.["text"]]),
      [["creating", "hang"]],
    );
  });

  it("that is killed loses nothing that was done, and the next one takes over its lock", async () => {
    const run = startRun(stack, [
      { name: "first", text: "hello" },
      { name: "second", text: "hang", after: ["first"] },
    ]);
    await until(() => stack.operations.includes("hang"));
    run.kill("SIGKILL");
    await once(run, "exit");
    assert.ok(fs.existsSync(path.join(stack.stateDir, "state.lock")));

    const result = await stack.run("up", [{ name: "first", text: "hello" }]);
    assert.equal(result.ok, true);
    assert.deepEqual(result.changes, { same: 2 });
    assert.deepEqual(stack.operations, ["hello", "hang"]);
    assert.deepEqual(
      stack.deployment.pending_operations?.map(({ type }) => type),
      ["creating"],
    );
  });

  it("leaves no provider behind when it is killed", async () => {
    const run = startRun(stack, [{ name: "first", text: "hang" }]);
    await until(() => stack.operations.includes("hang"));
    run.kill("SIGKILL");
    await once(run, "exit");
    // Its environment names this test's folder.
    await until(() => !processes().some((environment) => environment.includes(stack.notesDir)));
  });

  it("keeps a second one out, and says who is there", async () => {
    const run = startRun(stack, [{ name: "first", text: "hang" }]);
    await until(() => stack.operations.includes("hang"));
    await assert.rejects(stack.run("destroy"), {
      message: `another run (up, process ${String(run.pid)}) is using this stack: wait for it, or end it`,
    });
    run.kill("SIGKILL");
    await once(run, "exit");
  });
});

function processes(): string[] {
  const ids = fs.existsSync("/proc") ? fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name)) : [];
  return ids.flatMap((id) => {
    try {
      return [fs.readFileSync(`/proc/${id}/environ`, "utf8")];
    } catch {
      return [];
    }
  });
}
