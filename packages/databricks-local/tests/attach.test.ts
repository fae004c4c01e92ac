import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { attach, attachOrStart } from "../src/attach";

describe("attachOrStart", () => {
  let dir = "";
  let file = "";
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "attach-"));
    file = join(dir, ".local", "workspace.json");
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("starts a workspace and tells others where it is", async () => {
    const workspace = await attachOrStart(dir);
    const { port, token, caFile } = workspace;
    assert.equal(workspace.startedHere, true);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), { pid: process.pid, port, token, caFile });
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(caFile, join(dir, ".local", "workspace", "certificate.pem"));
    await workspace.stop();
    assert.equal(existsSync(file), false);
  });

  it("attaches to the one that runs, and leaves it running", async () => {
    const running = await attachOrStart(dir);
    const attached = await attachOrStart(dir);
    assert.equal(attached.startedHere, false);
    const { host, port, token, caFile, warehouseId } = attached;
    assert.deepEqual(
      { host, port, token, caFile, warehouseId },
      {
        host: running.host,
        port: running.port,
        token: running.token,
        caFile: running.caFile,
        warehouseId: running.warehouseId,
      },
    );
    await attached.stop();
    assert.equal((await attach(dir))?.port, running.port);
    await running.stop();
  });

  it("gives two that start at once the same workspace", async () => {
    const both = await Promise.all([attachOrStart(dir), attachOrStart(dir)]);
    assert.equal(both[0].port, both[1].port);
    assert.deepEqual(both.map(({ startedHere }) => startedHere).sort(), [false, true]);
    await Promise.all(both.map(({ stop }) => stop()));
  });

  const STALE: readonly [what: string, text: (livePort: number) => string][] = [
    [
      "names a process that died",
      () => JSON.stringify({ pid: 2 ** 22 + 1, port: 1, token: "t", caFile: "c" }),
    ],
    [
      "names a port where nothing answers",
      () => JSON.stringify({ pid: process.pid, port: 1, token: "t", caFile: "c" }),
    ],
    [
      "names a port where another workspace answers",
      (port) => JSON.stringify({ pid: process.pid, port, token: "another token", caFile: "c" }),
    ],
    ["is half written", () => '{"pid":'],
  ];
  for (const [what, text] of STALE) {
    it(`starts anew when the file ${what}`, async () => {
      const otherDir = mkdtempSync(join(tmpdir(), "attach-"));
      const other = await attachOrStart(otherDir);
      mkdirSync(join(dir, ".local"));
      writeFileSync(file, text(other.port));
      const workspace = await attachOrStart(dir);
      assert.equal(workspace.startedHere, true);
      await workspace.stop();
      await other.stop();
      rmSync(otherDir, { recursive: true });
    });
  }
});
