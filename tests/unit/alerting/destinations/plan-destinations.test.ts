import assert from "node:assert/strict";
import {
  planDestinations,
  type SecretState,
  unknownIds,
} from "../../../../alerting/destinations/plan-destinations";
import { formatFault } from "../../../../alerting/row-faults";

const SECRETS: Readonly<Record<string, "secret" | "clear">> = {
  slackUrl: "secret",
  pagerUrl: "secret",
  pagerPassword: "secret",
  pagerDutyKey: "secret",
  openUrl: "clear",
};
const secretState: SecretState = (name) => SECRETS[name] ?? "missing";
const KEY = "a1b2c3d4e5f60718293a4b5c6d7e8f90";

function row(type: string, config: unknown, cells: Readonly<Record<string, unknown>> = {}) {
  return {
    destination_id: "channel",
    destination_name: "Channel",
    destination_type: type,
    owner: "me",
    created_by: "me",
    is_enabled: true,
    config_json: typeof config === "string" ? config : JSON.stringify(config),
    ...cells,
  };
}

function faultsOf(type: string, config: unknown, cells?: Readonly<Record<string, unknown>>): string[] {
  const { faults } = planDestinations([row(type, config, cells)], secretState);
  return faults.map((fault) =>
    formatFault(fault).replace("notification_destinations row channel: config_json ", ""),
  );
}

describe("planDestinations", () => {
  const GOOD: readonly [string, object, object, object][] = [
    ["EMAIL", { addresses: ["a@example.com"] }, { addresses: ["a@example.com"] }, {}],
    ["SLACK", { url_secret: "slackUrl" }, {}, { url: "slackUrl" }],
    ["TEAMS", { url_secret: "slackUrl" }, {}, { url: "slackUrl" }],
    ["PAGERDUTY", { integration_key_secret: "pagerDutyKey" }, {}, { integrationKey: "pagerDutyKey" }],
    [
      "WEBHOOK",
      { url_secret: "pagerUrl", username: "pager", password_secret: "pagerPassword" },
      { username: "pager" },
      { url: "pagerUrl", password: "pagerPassword" },
    ],
  ];
  for (const [kind, config, plain, secrets] of GOOD) {
    it(`makes a destination of kind ${kind}, its secrets by name`, () => {
      const plan = planDestinations([row(kind, { manage: true, ...config })], secretState);
      const made = { destinationId: "channel", displayName: "Channel", kind, plain, secrets };
      assert.deepEqual(plan.managed, [{ ...made, plannedId: "to be made: channel" }]);
      assert.deepEqual(plan.faults, []);
      assert.equal(plan.destinationRows[0]?.["databricks_destination_id"], "to be made: channel");
    });
  }

  it("stands by the id that was written back", () => {
    const cells = { databricks_destination_id: "d-1" };
    const plan = planDestinations(
      [row("SLACK", { manage: true, url_secret: "slackUrl" }, cells)],
      secretState,
    );
    assert.equal(plan.managed[0]?.plannedId, "d-1");
    assert.equal(plan.claimedIds.size, 0);
  });

  it("leaves rows alone that do not ask for it, whatever they hold", () => {
    for (const config of ["", "#finops", "{", { manage: false, url: "https://x" }, [1]]) {
      const { managed, faults } = planDestinations([row("SLACK", config)], secretState);
      assert.deepEqual([managed, faults], [[], []], JSON.stringify(config));
    }
  });

  const BAD: readonly [what: string, type: string, config: unknown, faults: readonly string[]][] = [
    ["text that is no JSON", "SLACK", '{"manage": true', ["is no JSON"]],
    [
      "a manage that is no switch",
      "SLACK",
      { manage: "yes" },
      ['has a "manage" that is neither true nor false'],
    ],
    [
      "a config of another kind",
      "EMAIL",
      { manage: true, url_secret: "slackUrl" },
      [
        'has "url_secret", which a destination of kind EMAIL does not take: write {"manage": true, "addresses": ["oncall@example.com"]}',
        'has no addresses, which a destination of kind EMAIL needs: write {"manage": true, "addresses": ["oncall@example.com"]}',
      ],
    ],
    [
      "an address that is none",
      "EMAIL",
      { manage: true, addresses: ["oncall"] },
      ["has addresses that are no list of e-mail addresses"],
    ],
    [
      "a key that is misspelt",
      "SLACK",
      { manage: true, url_secrets: "slackUrl" },
      [
        'has "url_secrets", which a destination of kind SLACK does not take; did you mean url_secret?',
        'has no url_secret, which a destination of kind SLACK needs: write {"manage": true, "url_secret": "slackFinopsUrl"}',
      ],
    ],
    [
      "a secret that is not set",
      "SLACK",
      { manage: true, url_secret: "teamUrl" },
      ["names the secret teamUrl, which the stack does not have: pulumi config set --secret teamUrl"],
    ],
    [
      "a secret that the stack has in clear",
      "SLACK",
      { manage: true, url_secret: "openUrl" },
      [
        "names openUrl as its secret, which stands in clear in the stack's configuration: pulumi config set --secret openUrl, and renew it",
      ],
    ],
    [
      "a secret that is no name",
      "SLACK",
      { manage: true, url_secret: 1 },
      ["has a url_secret that names no secret"],
    ],
  ];
  for (const [what, type, config, faults] of BAD) {
    it(`refuses ${what}`, () => {
      assert.deepEqual(faultsOf(type, config), faults);
    });
  }

  const IN_CLEAR: readonly [string, string, object][] = [
    ["url", "SLACK", { url: "https://hooks.slack.com/services/T0/B0/x", url_secret: "slackUrl" }],
    ["url_secret", "SLACK", { url_secret: "https://hooks.slack.com/services/T0/B0/x" }],
    ["integration_key", "PAGERDUTY", { integration_key: KEY, integration_key_secret: "pagerDutyKey" }],
    ["integration_key_secret", "PAGERDUTY", { integration_key_secret: KEY }],
    ["username", "WEBHOOK", { url_secret: "pagerUrl", username: KEY }],
    ["token", "TEAMS", { url_secret: "slackUrl", token: KEY }],
  ];
  for (const [key, type, config] of IN_CLEAR) {
    it(`refuses a secret in clear in ${key} of ${type}, and does not show it`, () => {
      const [fault, ...others] = faultsOf(type, { manage: true, ...config }, { is_enabled: false });
      assert.deepEqual(others, []);
      assert.ok(
        fault?.startsWith(
          `has a secret in clear, in "${key}": move it into the stack's configuration (pulumi config set --secret <name>)`,
        ),
        fault,
      );
      assert.ok(fault?.endsWith("Whoever can read the table has seen it: renew it"));
      assert.doesNotMatch(fault ?? "", /hooks\.slack|a1b2c3/);
    });
  }

  it("tells the ids of administrators that the workspace does not have, of enabled rows only", () => {
    const { claimedIds } = planDestinations(
      [
        row("SLACK", "", { destination_id: "here", databricks_destination_id: "d-1" }),
        row("SLACK", "", { destination_id: "gone", databricks_destination_id: "d-2" }),
        row("SLACK", "", { destination_id: "off", databricks_destination_id: "d-3", is_enabled: false }),
      ],
      secretState,
    );
    assert.deepEqual(unknownIds(claimedIds, new Set(["d-1"])).map(formatFault), [
      'notification_destinations row gone: databricks_destination_id "d-2" is no notification destination of the ' +
        "workspace: correct it, or clear it",
    ]);
  });
});
