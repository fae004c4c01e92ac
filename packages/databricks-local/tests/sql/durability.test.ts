import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { TemporaryEngine } from "./temporary-engine";

/** Writes, says so, and hangs on in the middle of the next write until it is killed. */
const WRITER = `
const { openDuckDbEngine } = require(${JSON.stringify(join(__dirname, "../../src/sql/duckdb-engine"))});
openDuckDbEngine({ dataDir: process.argv[1] }).then(async (engine) => {
  const session = await engine.openSession({ catalog: "shop", schema: "gold", userName: "w@example.com" });
  await session.execute("CREATE TABLE survivors (id STRING) COMMENT 'kept'");
  await session.execute("INSERT INTO survivors VALUES ('a'), ('b')");
  session.execute("INSERT INTO survivors SELECT string(a.id * b.id) FROM range(20000) AS a CROSS JOIN range(20000) AS b");
  console.log("written");
});`;

describe("The local warehouse after a crash", () => {
  let engine: TemporaryEngine;

  before(async () => {
    engine = await TemporaryEngine.open();
    await engine.engine.close();
  });

  after(() => engine.close());

  it("has every row of every statement that had answered before kill -9, and none of the one that had not", async () => {
    const writer = spawn(process.execPath, ["--require", "tsx/cjs", "--eval", WRITER, engine.dataDir], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [said] = (await once(writer.stdout, "data")) as [Buffer];
    assert.equal(said.toString().trim(), "written");
    writer.kill("SIGKILL");
    await once(writer, "exit");
    await engine.reopen();
    assert.deepEqual(await engine.rows("SELECT id FROM survivors ORDER BY id"), [["a"], ["b"]]);
    assert.deepEqual(
      (await engine.rows("DESCRIBE HISTORY survivors")).map((row) => [row[0], row[4]]),
      [
        [1, "WRITE"],
        [0, "CREATE TABLE"],
      ],
    );
    assert.deepEqual(await engine.rows("SELECT id FROM survivors VERSION AS OF 0"), []);
    assert.deepEqual(await engine.rows("SHOW TABLES IN shop.gold LIKE 'surv*'"), [
      ["gold", "survivors", false],
    ]);
  });
});
