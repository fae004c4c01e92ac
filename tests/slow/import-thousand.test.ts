import assert from "node:assert/strict";
import { createAlert, TABLE } from "../engine/alert-row";
import { ImportStack } from "../engine/import-stack";

/** A workspace holds 1,000, the seeds' among them. */
const COUNT = 990;
const PAGE = 100;

describe(`an import of ${COUNT} alerts that somebody made through the API`, function () {
  this.timeout(600_000);
  let own: ImportStack;
  before(async () => {
    own = await ImportStack.start();
    for (let made = 0; made < COUNT; made++) await createAlert(own.stack, `Alert ${made}`);
  });
  after(() => own.stack.stop());

  const seconds = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return (performance.now() - begin) / 1000;
  };
  const listings = () =>
    own.stack.workspace.requests.requests.filter(({ path }) => path.startsWith("/api/2.0/alerts?")).length;

  it("lists them page by page, asks nothing for each of them, and is done in a minute or two", async () => {
    const { requests } = own.stack.workspace;
    requests.clear();
    const planned = await seconds(async () => {
      const { stdout, stderr, status } = await own.run("plan");
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^${COUNT} alerts without a row: ${COUNT} in import/rows.yaml now`));
      assert.match(own.stack.progress.join("\n"), / of \d+ alerts tried as rows …$/m);
    });
    assert.equal(listings(), Math.ceil((COUNT + 2) / PAGE));
    assert.ok(requests.requests.length < 60, `${requests.requests.length} calls`);

    await own.fillBlanks();
    requests.clear();
    const applied = await seconds(async () => {
      const { stdout, stderr, status } = await own.run("apply");
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^${COUNT} rows written`));
    });
    assert.ok(requests.requests.length < 150, `${requests.requests.length} calls`);
    const [count] = await own.stack.sql(`SELECT count(DISTINCT databricks_alert_id) AS n FROM ${TABLE}`);
    assert.equal(count?.["n"], String(COUNT + 2));
    console.log(`      plan ${planned.toFixed(0)} s, apply ${applied.toFixed(0)} s`);
  });
});
