import assert from "node:assert/strict";
import { readChannels } from "../../../../alerting/channels";
import { receiversOf, type WantedReceivers } from "../../../../commands/notify/receivers";

const ROW = { destination_name: "x", destination_type: "SLACK", owner: "me", created_by: "me" };
const CHANNELS = readChannels([
  { ...ROW, destination_id: "finops", databricks_destination_id: "d-1" },
  { ...ROW, destination_id: "pager" },
  { ...ROW, destination_id: "old", databricks_destination_id: "d-2", is_enabled: false },
  { ...ROW, destination_id: "default_email", destination_type: "EMAIL" },
]);
const SETTINGS = { defaultEmail: "oncall@example.com", allowedEmailDomains: [] as readonly string[] };

const NOBODY: WantedReceivers = { to: [], channel: [] };
const receivers = (wanted: Partial<WantedReceivers>, own: readonly string[] = [], settings = SETTINGS) =>
  receiversOf({ ...NOBODY, ...wanted }, own, CHANNELS, settings);

describe("receiversOf", () => {
  it("names nobody where nobody was asked for, whatever the row says", () => {
    assert.deepEqual(receivers({}, ["finops"]), []);
  });

  it("takes addresses and channels, each once, and knows which row is tested", () => {
    assert.deepEqual(
      receivers({ to: ["a@example.com"], channel: ["finops"], allChannels: true }, [
        " finops",
        "b@example.com",
        "default_email",
      ]),
      [
        { name: "a@example.com", subscription: { userEmail: "a@example.com" } },
        { name: "finops", subscription: { destinationId: "d-1" }, destinationId: "finops" },
        { name: "b@example.com", subscription: { userEmail: "b@example.com" } },
        {
          name: "default_email",
          subscription: { userEmail: "oncall@example.com" },
          destinationId: "default_email",
        },
      ],
    );
  });

  it("names everybody who cannot be told at once", () => {
    const wanted = { to: ["me", "x@other.example"], channel: ["finop", "pager", "old"] };
    assert.throws(() => receivers(wanted, [], { ...SETTINGS, allowedEmailDomains: ["example.com"] }), {
      message: [
        "Nobody was told.",
        "me is no e-mail address",
        "x@other.example is no address of the setting allowedEmailDomains (example.com)",
        "finop is no destination_id of notification_destinations; did you mean finops?",
        "pager has no databricks_destination_id in notification_destinations: it notifies nobody",
        "old is disabled in notification_destinations: set is_enabled to TRUE",
      ].join("\n"),
    });
  });

  it("says that a row without channels has none", () => {
    assert.throws(
      () => receivers({ allChannels: true }),
      /^ExpectedError: The row names no channel: --to or --channel says who is told\.$/,
    );
  });
});
