import assert from "node:assert/strict";
import { withoutAnswered } from "../../../../lint/checks/check-queries";
import type { Finding } from "../../../../lint/finding";

describe("what lint supposes of a query that it cannot read", () => {
  const finding = (alertId: string, rule: string): Finding => ({
    rule,
    alertId,
    severity: "error",
    message: "It begins with SELEKT.",
    fix: "Write SELECT.",
  });
  const found = ["A", "B"].flatMap((alertId) =>
    ["query/syntax", "query/unreadable", "owner/missing"].map((rule) => finding(alertId, rule)),
  );
  const left = (...args: Parameters<typeof withoutAnswered>) =>
    withoutAnswered(...args).map(({ alertId, rule }) => `${alertId} ${rule}`);
  const ASKED = [{ alertId: "A" }, { alertId: "B" }];
  const ALL = found.map(({ alertId, rule }) => `${alertId} ${rule}`);

  it("gives way to what the warehouse says of the query", () => {
    assert.deepEqual(left(found, ASKED, []), ["A owner/missing", "B owner/missing"]);
  });

  it("gives way with what it supposes of the result's columns, too", () => {
    const columns = ["column/missing", "column/type"].map((rule) => finding("A", rule));
    assert.deepEqual(left(columns, ASKED, []), []);
    assert.deepEqual(left(columns, [], []), ["A column/missing", "A column/type"]);
  });

  it("stays where the warehouse was not asked, or could not tell", () => {
    assert.deepEqual(left(found, [], []), ALL);
    const reason = "This cannot be tried on the local workspace: the type VARIANT.";
    assert.deepEqual(left(found, ASKED, [{ alertId: "B", what: "query", reason }]), [
      "A owner/missing",
      "B query/syntax",
      "B query/unreadable",
      "B owner/missing",
    ]);
    const stopped = {
      what: "query",
      reason: "The SQL warehouse local is STOPPED and was not started for it.",
    };
    assert.deepEqual(left(found, ASKED, [stopped]), ALL);
  });
});
