import assert from "node:assert/strict";
import { secretWarnings } from "../../../../alerting/destinations/secrets";
import { formatFault } from "../../../../alerting/row-faults";

const KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";
const SLACK = "https://hooks.slack.com/services/T0/B0/a1b2";

function warningsOf(config: unknown): string[] {
  const config_json = typeof config === "string" ? config : JSON.stringify(config);
  return secretWarnings([{ destination_id: "channel", config_json }]).map(formatFault);
}

describe("secretWarnings", () => {
  const IN_CLEAR: readonly [what: string, config: unknown, where: string][] = [
    ["an address of a webhook", SLACK, ""],
    ["one among a note's words", `#finops, by ${SLACK} (ask Ana)`, ""],
    ["one under any key", { note: SLACK }, ', in "note"'],
    ["one in a list", { to: [{ hook: SLACK }] }, ', in "hook"'],
    ["an address with a key in it", { link: `https://example.com/in?key=${KEY}` }, ', in "link"'],
    ["an address with a password", "https://ana:pass@example.com/", ""],
    ["what a sender needs", { url: "https://example.com", password: "x" }, ', in "url" and "password"'],
    ["an integration key", { manage: false, integration_key: KEY }, ', in "integration_key"'],
  ];
  for (const [what, config, where] of IN_CLEAR) {
    it(`names ${what}, and does not show it`, () => {
      assert.deepEqual(warningsOf(config), [
        `notification_destinations row channel: config_json has what looks like a secret in clear${where}. Whoever can read ` +
          "the table has seen it: renew it, and clear it here; alerts need databricks_destination_id only",
      ]);
    });
  }

  it("leaves notes, links and references alone", () => {
    const fine: readonly unknown[] = [
      "",
      "#finops-alerts-channel-2024",
      "{",
      "https://wiki.example.com/runbooks/cost-alerts-2024",
      { manage: true, url_secret: "slackUrl", username: "pager", password_secret: "pagerPassword" },
      { url: "{{secrets/alerts/slack}}", password: "" },
      { runbook: "https://example.com/runbooks", addresses: ["oncall@example.com"], retries: 3, owner: null },
    ];
    assert.deepEqual(fine.flatMap(warningsOf), []);
    assert.deepEqual(secretWarnings([{ destination_id: "channel", config_json: null }, {}]), []);
  });
});
