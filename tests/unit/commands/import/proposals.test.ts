import assert from "node:assert/strict";
import { propose } from "../../../../commands/import/proposals";

function proposalOf(displayName: string, { parentPath = "/Alerting", queryText = "SELECT 1 AS n" } = {}) {
  return propose({
    displayName,
    parentPath,
    queryText,
    warehouseId: "",
    evaluation: {
      source: { name: "n" },
      comparisonOperator: "IS_NULL",
      emptyResultState: "OK",
      notification: { subscriptions: [], notifyOnOk: false, retriggerSeconds: 0 },
    },
    schedule: { quartzCronSchedule: "", timezoneId: "", pauseStatus: "UNPAUSED" },
  });
}

describe("what an import proposes", () => {
  it("takes a domain from the name, however its words are joined", () => {
    assert.deepEqual(proposalOf("daily_costSpike"), { agent_domain: "COST" });
    assert.deepEqual(proposalOf("Stale tables"), { agent_domain: "QUALITY" });
  });

  it("takes it from the tables that the query reads, before any name", () => {
    const queryText = "SELECT count(*) AS n FROM system.access.audit";
    assert.deepEqual(proposalOf("Job failures", { queryText }), { agent_domain: "SECURITY" });
  });

  it("takes it from the folder where the name says nothing", () => {
    assert.deepEqual(proposalOf("Mondays", { parentPath: "/Teams/FinOps" }), { agent_domain: "COST" });
  });

  it("proposes none where two are as likely, or none is", () => {
    assert.deepEqual(proposalOf("Cost of failed jobs at night, security"), {});
    assert.deepEqual(proposalOf("Mondays"), {});
  });

  it("knows severities by their words, and by what on-call calls them", () => {
    assert.deepEqual(proposalOf("P1: Mondays"), { severity: "CRITICAL" });
    assert.deepEqual(proposalOf("[warn] Mondays"), { severity: "WARNING" });
    assert.deepEqual(proposalOf("FYI Mondays"), { severity: "INFO" });
    assert.deepEqual(proposalOf("Mondays: warning before it is critical"), {});
  });

  it("reads no word into a part of another one", () => {
    assert.deepEqual(proposalOf("Costa Rica in the highlands"), {});
  });
});
