import assert from "node:assert/strict";
import { refuseForeignSettings } from "../../../settings/configured-elsewhere";

/** The project's own settings, as Pulumi gives them with the defaults of `Pulumi.yaml`. */
const OWN = {
  catalog: "health_monitor",
  warehouseName: "",
  deleteDisabled: "false",
  project: "databricks-alerts",
};

const refuse = (keys: readonly string[], own: Readonly<Record<string, string>> = {}) =>
  refuseForeignSettings({
    project: "acme-alerts",
    stack: "prod",
    keys,
    own: (name) => new Map(Object.entries({ ...OWN, ...own })).get(name),
  });
const HEAD =
  "The stack prod has settings under another project's name, and Pulumi passes over them: this project is acme-alerts " +
  "(Pulumi.yaml).";
const TAIL =
  "Or take the names before the colons away in Pulumi.prod.yaml: a key without one is the project's own, whatever its name.";
const line = (prefix: string, name: string) =>
  `  ${prefix}:${name}: pulumi config set acme-alerts:${name} <value>, and pulumi config rm ${prefix}:${name}`;

describe("Settings under another project's name", () => {
  it("are all named, with what to do", () => {
    assert.throws(
      () =>
        refuse([
          "databricks-alerts:catalog",
          "databricks-alerts:deleteDisabled",
          "databricks-alerts:environment",
        ]),
      {
        name: "SettingsError",
        message: [
          HEAD,
          ...["catalog", "deleteDisabled", "environment"].map((name) => line("databricks-alerts", name)),
          TAIL,
        ].join("\n"),
      },
    );
  });

  it("are named under any name, also under that of the plugin", () => {
    assert.throws(
      () =>
        refuse(["alerts-of-last-year:project", "alerts-of-last-year:warehouseName", "databricks:catalog"]),
      {
        message: [
          HEAD,
          line("alerts-of-last-year", "project"),
          line("alerts-of-last-year", "warehouseName"),
          line("databricks", "catalog"),
          TAIL,
        ].join("\n"),
      },
    );
  });

  it("are not missed where the project gives them itself", () => {
    refuse(["databricks-alerts:catalog", "databricks-alerts:deleteDisabled"], {
      catalog: "main",
      deleteDisabled: "true",
    });
  });

  it("are none where other packages have settings of such a name", () => {
    refuse(["gcp:project", "azure:environment", "databricks:warehouseId", "databricks:host", "pulumi:tags"]);
    refuse(["acme-alerts:catalog", "acme-alerts:slackUrl", "aws:region", "aws:slackUrl"]);
  });

  it("are all that stands under the published name: secrets of destinations and misspelt ones, too", () => {
    const keys = ["databricks-alerts:slackUrl", "databricks-alerts:deleteDisabld"];
    assert.throws(() => refuse(keys), {
      message: [
        HEAD,
        line("databricks-alerts", "slackUrl"),
        line("databricks-alerts", "deleteDisabld"),
        TAIL,
      ].join("\n"),
    });
    refuse(keys, { slackUrl: "https://hooks.example.com", deleteDisabld: "true" });
  });
});
