import assert from "node:assert/strict";
import { NOT_FINITE, type NotFinite } from "../../../../alerting/definition";
import { readAlertRow } from "../../../../alerting/planned-alert";
import {
  type DraftContext,
  draftRows as draft,
  type FoundAlert,
} from "../../../../commands/import/draft-rows";
import { alertNamed, CONTEXT } from "./found-alerts";

const draftRows = (found: readonly FoundAlert[], context: DraftContext) =>
  draft(found, context, () => undefined);

const whys = (alerts: readonly FoundAlert[], context: Partial<DraftContext> = {}) =>
  draftRows(alerts, { ...CONTEXT, ...context }).left.map(({ why }) => why);

describe("drafts of rows", () => {
  it("ask for an owner where the workspace does not know the alert's any more", () => {
    const { rows } = draftRows([alertNamed("[INFO] Daily cost")], {
      ...CONTEXT,
      goneOwners: new Set(["ana@example.com"]),
    });
    const blanks = rows.map(({ blanks }) => [...blanks]);
    assert.deepEqual(blanks, [
      [["owner", "the workspace knows ana@example.com no more: the person or team that answers for it"]],
    ]);
  });

  it("give each alert an id of its own, and none that a row has", () => {
    const row = { alertId: "DAILY-COST", row: readAlertRow({ alert_id: "DAILY-COST", alert_name: "x" }).row };
    const found = ["Daily cost", "daily  COST", "警報"].map((name) => alertNamed(name));
    const { rows } = draftRows(found, { ...CONTEXT, rows: [row] });
    assert.deepEqual(
      rows.map(({ planned }) => planned.alertId),
      ["DAILY-COST-2", "DAILY-COST-3", "ALERT"],
    );
  });

  it("leave alerts whose name another one has, of a row or in this import", () => {
    const row = { severity: "INFO", alert_name: "Daily cost", alert_id: "COST-1" };
    const rows = [{ alertId: "COST-1", row: readAlertRow(row).row }];
    const rename = ", and rows have names of their own: rename one of both in the workspace";
    assert.deepEqual(
      whys([alertNamed("[INFO] Daily cost"), alertNamed("Twin"), alertNamed("Twin")], { rows }),
      [`is called as row COST-1${rename}`, `is called as alert 4${rename}`],
    );
  });

  it("leave alerts with a threshold that is no number a row can hold, and say so", () => {
    const { evaluation } = alertNamed("Cost").definition;
    const never = (doubleValue: NotFinite) =>
      alertNamed("Cost", { evaluation: { ...evaluation, threshold: { value: { doubleValue } } } });
    assert.deepEqual(
      NOT_FINITE.flatMap((value) => whys([never(value)])),
      NOT_FINITE.map((value) => `no row can say it: threshold_value_double ${value} must be a finite number`),
    );
  });

  it("leave alerts with a query that is none, but in the stack's folder", () => {
    const refusals = new Map([["SELECT 1 AS", "[PARSE_SYNTAX_ERROR] at end of input"]]);
    const queryText = "SELECT 1 AS";
    const found = [
      alertNamed("Here", { queryText }),
      alertNamed("Elsewhere", { queryText, parentPath: "/Users/ana" }),
    ];
    const { rows, left } = draftRows(found, { ...CONTEXT, refusals });
    assert.deepEqual(
      rows.map(({ noQuery }) => noQuery),
      ["[PARSE_SYNTAX_ERROR] at end of input"],
    );
    assert.deepEqual(
      left.map(({ why }) => why),
      [
        "has a query that is none, which an up takes as it stands in /Alerting alone: [PARSE_SYNTAX_ERROR] at end of input",
      ],
    );
  });

  it("leave alerts that no row can say, with what is in the way", () => {
    assert.deepEqual(whys([alertNamed("Odd", { queryText: "SELECT '${x}' AS n" })]), [
      'no row can say it: alert_query_template "${x}": Unknown placeholder ${x}: only ${catalog}, ${gold_schema} and ${feature_schema} are filled in',
    ]);
  });

  it("leave alerts that tell a destination which the workspace does not have", () => {
    const { evaluation } = alertNamed("").definition;
    const notification = { ...evaluation.notification, subscriptions: [{ destinationId: "gone" }] };
    const alert = alertNamed("Lost", { evaluation: { ...evaluation, notification } });
    assert.deepEqual(whys([alert], { missingDestinations: new Set(["gone"]) }), [
      "tells gone, which is no notification destination of the workspace: correct the alert",
    ]);
  });

  it("take a thousand alerts in seconds", function () {
    this.timeout(20_000);
    const found = Array.from({ length: 1000 }, (_, index) => alertNamed(`Alert ${index}`));
    const { rows, left } = draftRows(found, CONTEXT);
    assert.deepEqual([rows.length, left.length], [1000, 0]);
  });
});
