import assert from "node:assert/strict";
import { describeFindings } from "../../../commands/lint-rows";
import type { Finding } from "../../../lint/finding";

describe("describeFindings", () => {
  it("shows control characters, which a terminal would obey", () => {
    const finding: Finding = {
      rule: "row/invalid",
      severity: "error",
      alertId: "A\u001b[1m",
      message: "owner \u001b]0;title\u0007.",
      fix: "Drop\u009b it.",
    };
    assert.equal(
      describeFindings({ rows: 1, lookedAt: 1, findings: [finding] }),
      [
        "A\\u001b[1m",
        "  error    row/invalid: owner \\u001b]0;title\\u0007.",
        "           Drop\\u009b it.",
        "1 of 1 rows looked at: 1 error, 0 warning, 0 info.",
      ].join("\n"),
    );
  });

  it("says why it did not look at every row", () => {
    assert.equal(
      describeFindings({ rows: 2, lookedAt: 0, findings: [] }),
      "0 of 2 rows looked at: 0 error, 0 warning, 0 info.\n" +
        "The others have not changed since they were deployed: --all looks at them, too.",
    );
  });
});
