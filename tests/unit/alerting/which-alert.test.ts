import assert from "node:assert/strict";
import { whichAlerts, type ActiveAlert, type Ownership } from "../../../alerting/which-alert";

const NAME = "[WARNING] Tag Coverage Drop";
const FOLDER = "/Alerting";
const RULES: Ownership = { parentPath: FOLDER, adoptForeign: false, adoptAlerts: [], claims: new Map() };
const NAMES_7: Ownership = { ...RULES, claims: new Map([["COST-012", "7"]]) };

function alert(id: string, { displayName = NAME, parentPath = FOLDER } = {}): ActiveAlert {
  return { id, definition: { displayName, parentPath } };
}

function meant(active: readonly ActiveAlert[], rules: Ownership) {
  return whichAlerts(active, rules)({ alertId: "COST-012", displayName: NAME });
}

function idOf(active: readonly ActiveAlert[], rules: Ownership): string | undefined {
  const { alert: found, fault } = meant(active, rules);
  assert.equal(fault, undefined);
  return found?.id;
}

describe("which alert a row means", () => {
  it("is none in an empty workspace", () => {
    assert.deepEqual(meant([], RULES), { candidates: [] });
  });

  it("is the one that the row names, whatever it is called, where this stack deployed it before", () => {
    const asked: string[] = [];
    const wasDeployed: Ownership["wasDeployed"] = ({ id }, alertId) => asked.push(`${alertId} ${id}`) > 0;
    assert.equal(idOf([alert("7", { displayName: "Old name" })], { ...NAMES_7, wasDeployed }), "7");
    assert.deepEqual(asked, ["COST-012 7"]);
  });

  it("is the one that the row names, whatever it is called, where the settings say so of both", () => {
    const called = [alert("7", { displayName: "By hand" })];
    const adopting = (alertId: string, databricksAlertId: string) =>
      meant(called, { ...NAMES_7, adoptAlerts: [{ alertId, databricksAlertId }] }).alert?.id;
    assert.equal(adopting("COST-012", "7"), "7");
    assert.equal(adopting("COST-012", "8"), undefined);
    assert.equal(adopting("COST-013", "7"), undefined);
  });

  it("is not one of another name that somebody else made, though the row names it", () => {
    const theirs = { ...alert("7", { displayName: 'Pay\u202e "all"' }), ownerUserName: "ana@example.com" };
    const found = meant([theirs, alert("8")], NAMES_7);
    assert.equal(found.alert, undefined);
    assert.equal(
      found.fault,
      'names alert 7 "Pay\\u202e "all"" of ana@example.com, which is not called "[WARNING] Tag Coverage Drop" and which ' +
        "this stack did not deploy, as far as its state says. If the row is to take it over: give both the same name, in the " +
        "row (severity and alert_name) or at the alert, or add COST-012=7 to the setting adoptAlerts. " +
        "Else clear the row's databricks_alert_id to have a new alert.",
    );
  });

  it("is the one of its name in the folder", () => {
    assert.equal(idOf([alert("9", { parentPath: "/Users/me" }), alert("8")], RULES), "8");
  });

  it("is none of its name in another folder", () => {
    assert.equal(idOf([alert("9", { parentPath: "/Users/me" })], RULES), undefined);
  });

  it("is the one of its name when the one that the row names is gone", () => {
    assert.equal(idOf([alert("8")], NAMES_7), "8");
  });

  it("is the named one of two that have its name", () => {
    assert.equal(idOf([alert("8"), alert("7")], NAMES_7), "7");
  });

  it("is not the alert of another row", () => {
    assert.equal(idOf([alert("8")], { ...RULES, claims: new Map([["COST-013", "8"]]) }), undefined);
  });

  it("is none of those that the run lets go", () => {
    const rules = { ...NAMES_7, released: new Set(["7"]) };
    assert.equal(idOf([alert("7", { parentPath: "/Old" })], rules), undefined);
  });

  it("is not one outside the folder, which says what to set", () => {
    assert.equal(
      meant([alert("7", { parentPath: "/Users/me" })], NAMES_7).fault,
      "names alert 7, which lives in /Users/me, outside /Alerting. " +
        "Set adoptForeign to true to manage it where it is, set parentPath to its folder, " +
        "or clear the row's databricks_alert_id to have a new alert.",
    );
  });

  it("is one outside the folder with adoptForeign", () => {
    assert.equal(idOf([alert("7", { parentPath: "/Users/me" })], { ...NAMES_7, adoptForeign: true }), "7");
  });

  it("is not known of two that have its name", () => {
    const { fault, candidates } = meant([alert("8"), alert("9")], RULES);
    assert.equal(
      fault,
      `could mean alerts 8 ("${NAME}") and 9 ("${NAME}"), both active in /Alerting. ` +
        "Delete the one that is not wanted, or set the row's databricks_alert_id to the right one and rename the other.",
    );
    assert.deepEqual(
      candidates.map(({ id }) => id),
      ["8", "9"],
    );
  });

  it("is not known when the row names one of another name, and another one has its name", () => {
    const rules = { ...NAMES_7, wasDeployed: () => true };
    const found = meant([alert("8"), alert("7", { displayName: "Old name" })], rules);
    assert.match(found.fault ?? "", /could mean alerts 7 \("Old name"\) and 8/);
  });
});
