import assert from "node:assert/strict";
import { ending, notebookTask, tasksOf, useJobs } from "./use-jobs";
import { SHOP } from "../shop";

const BOT = "6b1f3c9e-0000-4000-8000-00000000000b";
const NOTEBOOK = "/Shared/count";

describe("A run of a job", () => {
  const { importNotebook, createJob, runJob, output, ok, sql } = useJobs({ setup: SHOP });

  it("has the rights of whom it runs as, whoever starts it", async () => {
    await ok("POST", "/_local/principals", { name: BOT });
    await importNotebook(NOTEBOOK, "SQL", "SELECT count(*) FROM shop.gold.sales");
    const run_as = { service_principal_name: BOT };
    const job = await createJob({ tasks: [notebookTask(NOTEBOOK)], run_as });
    const refused = await runJob(job);
    const { error } = await output(tasksOf(refused).main?.run_id);
    assert.match(String(error), /User does not have USE CATALOG on Catalog 'shop'/);
    await sql(`GRANT USE CATALOG, USE SCHEMA, SELECT ON CATALOG shop TO \`${BOT}\``);
    assert.equal(ending(await runJob(job))[1], "SUCCESS");
  });
});
