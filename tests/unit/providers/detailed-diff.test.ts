import assert from "node:assert/strict";
import { DiffResponse } from "@pulumi/pulumi/proto/provider_pb";
import { detailed } from "../../../providers/detailed-diff";

const { DIFF_SOME } = DiffResponse.DiffChanges;

/** As the SDK's server of dynamic providers does it. */
function respond(answer: { readonly changes: boolean }): DiffResponse {
  const response = new DiffResponse();
  if (answer.changes) response.setChanges(DIFF_SOME);
  return response;
}

describe("a detailed diff", () => {
  const answer = detailed({ changes: true, replaces: [] }, [
    { path: "schedule.pauseStatus", kind: "update", oldSide: "outputs" },
    { path: "customSummary", kind: "delete", oldSide: "inputs" },
  ]);

  it("stands in the answer that the engine gets", () => {
    const { detaileddiffMap, hasdetaileddiff, changes } = DiffResponse.deserializeBinary(
      respond(answer).serializeBinary(),
    ).toObject();
    assert.deepEqual(detaileddiffMap, [
      ["customSummary", { kind: 2, inputdiff: true }],
      ["schedule.pauseStatus", { kind: 4, inputdiff: false }],
    ]);
    assert.equal(hasdetaileddiff, true);
    assert.equal(changes, DIFF_SOME);
  });

  it("is not told with another answer, whoever read it before", async () => {
    assert.equal(answer.changes, true);
    await Promise.resolve();
    assert.equal(respond({ changes: true }).getHasdetaileddiff(), false);
    respond(answer);
    assert.equal(respond({ changes: true }).getHasdetaileddiff(), false);
  });
});
