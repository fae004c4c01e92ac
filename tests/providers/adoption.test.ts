import assert from "node:assert/strict";
import { findExisting, type AdoptionRules } from "../../providers/adoption";
import { alertInputs, remoteAlert } from "./definitions";

const RULES: AdoptionRules = { adoptForeign: false, claims: new Map(), released: new Set() };
const NAMES_7: AdoptionRules = { ...RULES, claims: new Map([["COST-012", "7"]]) };

describe("adoption", () => {
  it("finds nothing in an empty workspace", () => {
    assert.equal(findExisting(alertInputs(), [], RULES), undefined);
  });

  it("finds the alert that the row names, whatever it is called now", () => {
    const renamed = remoteAlert("7", { displayName: "Old name" });
    assert.equal(findExisting(alertInputs(), [renamed], NAMES_7), renamed);
  });

  it("finds the alert of the same name in the same folder", () => {
    const alike = remoteAlert("8");
    const elsewhere = remoteAlert("9", { parentPath: "/Users/me" });
    assert.equal(findExisting(alertInputs(), [elsewhere, alike], RULES), alike);
  });

  it("does not find an alert of the same name in another folder", () => {
    assert.equal(
      findExisting(alertInputs(), [remoteAlert("9", { parentPath: "/Users/me" })], RULES),
      undefined,
    );
  });

  it("falls back to the name when the alert that the row names is gone", () => {
    const remade = remoteAlert("8");
    assert.equal(findExisting(alertInputs(), [remade], NAMES_7), remade);
  });

  it("leaves an alert alone that is another row's own", () => {
    const rules = { ...RULES, claims: new Map([["COST-013", "8"]]) };
    assert.equal(findExisting(alertInputs(), [remoteAlert("8")], rules), undefined);
  });

  it("leaves an alert alone that this run let go", () => {
    const rules = { ...NAMES_7, released: new Set(["7"]) };
    assert.equal(findExisting(alertInputs(), [remoteAlert("7", { parentPath: "/Old" })], rules), undefined);
  });

  it("refuses an alert outside the folder, and says what to set", () => {
    assert.throws(
      () => findExisting(alertInputs(), [remoteAlert("7", { parentPath: "/Users/me" })], NAMES_7),
      {
        name: "AdoptionError",
        message:
          "alert_configurations row COST-012 names alert 7, which lives in /Users/me, outside /Shared/alerting. " +
          "Set adoptForeign to true to manage it where it is, set parentPath to its folder, " +
          "or clear the row's databricks_alert_id to have a new alert.",
      },
    );
  });

  it("adopts an alert outside the folder with adoptForeign", () => {
    const foreign = remoteAlert("7", { parentPath: "/Users/me" });
    const rules = { ...NAMES_7, adoptForeign: true };
    assert.equal(findExisting(alertInputs(), [foreign], rules), foreign);
  });

  it("names both when two alerts could be meant", () => {
    assert.throws(() => findExisting(alertInputs(), [remoteAlert("8"), remoteAlert("9")], RULES), {
      name: "AdoptionError",
      message:
        /could mean alerts 8 \("\[WARNING\] Tag Coverage Drop"\) and 9 \("\[WARNING\] Tag Coverage Drop"\)/,
    });
  });

  it("names both when the row names one alert and another one has its name", () => {
    const named = remoteAlert("7", { displayName: "Old name" });
    assert.throws(() => findExisting(alertInputs(), [remoteAlert("8"), named], NAMES_7), {
      message: /could mean alerts 7 \("Old name"\) and 8/,
    });
  });
});
