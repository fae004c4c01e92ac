import assert from "node:assert/strict";
import { alertBody } from "./alert-body";
import { place } from "./place";
import { useWorkspace } from "./use-workspace";

/** Run by `remote-run.test.ts` alone: what a failed test leaves is deleted, too. */
describe("A suite that fails", () => {
  const { call, createAlert } = useWorkspace({ shared: true });

  it("leaves an alert, a job and a destination behind", async () => {
    await createAlert(alertBody());
    await call("POST", "/api/2.2/jobs/create", { name: `${place.prefix}job` });
    const config = { email: { addresses: ["a@b.co"] } };
    const display_name = `${place.prefix}destination`;
    await call("POST", "/api/2.0/notification-destinations", { display_name, config });
    assert.fail("on purpose");
  });
});
