import assert from "node:assert/strict";
import { alertBody } from "./alert-body";
import { useWorkspace } from "./use-workspace";

/** Run by `remote-run.test.ts` alone: what a failed test leaves is deleted, too. */
describe("A suite that fails", () => {
  const { createAlert } = useWorkspace({ shared: true });

  it("leaves an alert behind", async () => {
    await createAlert(alertBody());
    assert.fail("on purpose");
  });
});
