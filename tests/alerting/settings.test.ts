import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { parseSettings, SETTING_NAMES, type SettingName } from "../../alerting/settings";

const projectFile = z.object({
  config: z.record(z.string(), z.object({ type: z.string(), description: z.string(), default: z.unknown() })),
});
const declared = projectFile.parse(parse(readFileSync("Pulumi.yaml", "utf8"))).config;

function settingsOf(values: Partial<Record<SettingName, string>>) {
  return parseSettings((name) => values[name]);
}

describe("the settings", () => {
  it("are those that Pulumi.yaml declares, each with a description", () => {
    assert.deepEqual(Object.keys(declared), [...SETTING_NAMES]);
    assert.ok(Object.values(declared).every(({ description }) => description.length > 20));
  });

  it("have the defaults that Pulumi.yaml declares", () => {
    const byProject = parseSettings((name) =>
      name === "warehouseName" ? "local" : String(declared[name]?.default),
    );
    assert.deepEqual(settingsOf({ warehouseName: "local" }), byProject);
  });

  it("are typed", () => {
    assert.deepEqual(settingsOf({ warehouseId: "abc", maxDeletes: "12", deleteDisabled: "true" }), {
      catalog: "health_monitor",
      goldSchema: "gold",
      warehouseId: "abc",
      parentPath: "/Shared/alerting",
      maxDeletes: 12,
      deleteDisabled: true,
      adoptForeign: false,
      deletionPolicy: "trash",
      deleteTables: false,
    });
  });

  it("take a folder with or without /Workspace and a closing slash", () => {
    const { parentPath } = settingsOf({ warehouseName: "local", parentPath: "/Workspace/Shared/alerts/" });
    assert.equal(parentPath, "/Shared/alerts");
  });

  it("are refused with all faults at once", () => {
    assert.throws(
      () =>
        settingsOf({
          parentPath: "Shared",
          defaultEmail: "oncall",
          deletionPolicy: "shred",
          maxDeletes: "-1",
          deleteTables: "yes",
        }),
      {
        name: "SettingsError",
        message: [
          "The stack's configuration has faults (pulumi config set <name> <value>):",
          '  parentPath = "Shared": must be an absolute workspace folder such as /Shared/alerting',
          '  defaultEmail = "oncall": must be an e-mail address',
          '  maxDeletes = "-1": must be a whole number, or auto',
          '  deletionPolicy = "shred": must be one of trash, purge, keep',
          '  deleteTables = "yes": must be true or false',
          "  warehouseId, warehouseName: set exactly one of them",
        ].join("\n"),
      },
    );
  });

  it("need exactly one way to the warehouse", () => {
    const message = /\n {2}warehouseId, warehouseName: set exactly one of them$/;
    assert.throws(() => settingsOf({}), { message });
    assert.throws(() => settingsOf({ warehouseId: "abc", warehouseName: "local" }), { message });
  });
});
