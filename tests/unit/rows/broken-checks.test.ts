import assert from "node:assert/strict";
import { checkConstraints } from "../../../alerting/tables/check-constraint";
import { NOTIFICATION_DESTINATIONS } from "../../../alerting/tables/notification-destinations";
import { brokenChecks } from "../../../rows/table-faults";

const checks = checkConstraints(NOTIFICATION_DESTINATIONS);
const broken = (rows: Record<string, unknown>[]) => brokenChecks(NOTIFICATION_DESTINATIONS, rows, checks);
const rule =
  "is not one of EMAIL, SLACK, WEBHOOK, TEAMS, PAGERDUTY: the table cannot get its constraint chk_destination_type";

describe("cells that keep a table from a constraint", () => {
  it("are named with their row, NULL and missing columns among them", () => {
    const faults = broken([
      { destination_id: "a", destination_type: "EMAIL" },
      { destination_id: "b", destination_type: "mail" },
      { destination_id: "c" },
    ]);
    const fault = { table: "notification_destinations", column: "destination_type", rule };
    assert.deepEqual(faults, [
      { ...fault, row: "b", value: "mail" },
      { ...fault, row: "c", value: null },
    ]);
  });

  it("are not those that the constraint and whoever reads the row take: other letters, and blanks around them", () => {
    assert.deepEqual(broken([{ destination_id: "a", destination_type: " email " }]), []);
    assert.equal(broken([{ destination_id: "a", destination_type: "email\t" }]).length, 1);
  });
});
