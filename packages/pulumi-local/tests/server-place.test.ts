import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { removeStaleFolders, serverPlace } from "../src/protocol/server-place";

/** A process that listens at the path, until it is killed. */
async function listener(socket: string) {
  const script = `require("node:net").createServer().listen(${JSON.stringify(socket)}, () => console.log("listens"))`;
  const child = spawn(process.execPath, ["--eval", script], { stdio: ["ignore", "pipe", "inherit"] });
  await once(child.stdout, "data");
  return child;
}

(process.platform === "win32" ? describe.skip : describe)("the folder of an engine's socket", () => {
  let parent = "";
  beforeEach(() => (parent = fs.mkdtempSync(path.join(os.tmpdir(), "places-"))));
  afterEach(() => fs.rmSync(parent, { recursive: true }));

  const made = (name: string) => {
    const folder = path.join(parent, name);
    fs.mkdirSync(folder);
    return { folder, socket: path.join(folder, "engine") };
  };
  const age = (folder: string) => {
    const before = new Date(Date.now() - 120_000);
    fs.utimesSync(folder, before, before);
  };

  it("goes with its engine", () => {
    const { address, remove } = serverPlace();
    const folder = path.dirname(address.replace("unix:", ""));
    assert.equal(fs.statSync(folder).mode & 0o777, 0o700);
    remove();
    assert.equal(fs.existsSync(folder), false);
  });

  it("of one that was killed goes when the next one starts, and no other does", async () => {
    const killed = made("local-engine-killed");
    const dead = await listener(killed.socket);
    dead.kill("SIGKILL");
    await once(dead, "close");
    const never = made("local-engine-never");
    const running = made("local-engine-running");
    const alive = await listener(running.socket);
    const young = made("local-engine-young");
    const other = made("others");
    for (const { folder } of [killed, never, running, other]) age(folder);
    try {
      await removeStaleFolders(parent);
      assert.deepEqual(fs.readdirSync(parent).sort(), [
        "local-engine-running",
        "local-engine-young",
        "others",
      ]);
      assert.equal(fs.existsSync(young.folder), true);
    } finally {
      alive.kill();
    }
  });
});
