import assert from "node:assert/strict";
import { jobSettingsShape } from "../../../settings/job-settings";
import { contractSettingsShape } from "../../../settings/setting-forms";
import { parseSettings, SETTING_NAMES, type SettingName } from "../../../settings/settings";
import { DECLARED } from "./project-file";

const CONTRACT_DEFAULTS = contractSettingsShape.parse({});
const JOB_DEFAULTS = jobSettingsShape.parse({});

/** Each element but one has a fault. */
const GRANTS = "=CAN_RUN, ana@example.com=CAN_LOOK, users, ops=CAN_RUN, ops=CAN_EDIT,";
const ADOPTED = "COST-012, =7, A=1, A=2, B=2,";

type Values = Partial<Record<SettingName, string>>;

function settingsOf(values: Values, configured: readonly string[] = []) {
  return parseSettings((name) => values[name], configured);
}

describe("the settings", () => {
  it("are those that Pulumi.yaml declares, each with a description", () => {
    assert.deepEqual(Object.keys(DECLARED), [...SETTING_NAMES]);
    assert.ok(Object.values(DECLARED).every(({ description }) => description.length > 20));
  });

  it("have the defaults that Pulumi.yaml declares", () => {
    const byProject = parseSettings((name) =>
      name === "warehouseName" ? "local" : String(DECLARED[name]?.default),
    );
    assert.deepEqual(settingsOf({ warehouseName: "local" }), byProject);
  });

  it("are typed", () => {
    const given: Values = {
      warehouseId: "abc",
      warehouseAutoStopMinutes: "45",
      warehouseServerless: "false",
      maxDeletes: "12",
      deleteDisabled: "true",
      runAs: "ana@example.com",
      adoptAlerts: "COST-012=19276, a=b = 19277",
      readers: " finops , ana@example.com,finops",
      alertPermissions: "users=can_run, a=b=CAN_MANAGE",
    };
    assert.deepEqual(settingsOf(given), {
      catalog: "health_monitor",
      goldSchema: "gold",
      warehouseId: "abc",
      createWarehouse: false,
      warehouseSize: "2X-Small",
      warehouseAutoStopMinutes: 45,
      warehouseServerless: false,
      startWarehouse: true,
      createCatalog: false,
      createSchema: false,
      readers: ["finops", "ana@example.com"],
      administrators: [],
      packs: [],
      parentPath: "/Alerting",
      allowShared: false,
      liveSilences: false,
      manageDestinations: false,
      createFolder: false,
      folderPermissions: [],
      alertPermissions: [
        { principal: "users", level: "CAN_RUN" },
        { principal: "a=b", level: "CAN_MANAGE" },
      ],
      runAs: "ana@example.com",
      allowedRunAs: [],
      allowedEmailDomains: [],
      allowedFunctions: [],
      allowedWarehouses: [],
      maxDeletes: 12,
      deleteDisabled: true,
      adoptForeign: false,
      adoptAlerts: [
        { alertId: "COST-012", databricksAlertId: "19276" },
        { alertId: "a=b", databricksAlertId: "19277" },
      ],
      faultyRows: "stop",
      seeds: false,
      deletionPolicy: "trash",
      deleteTables: false,
      lint: new Map(),
      lintPreview: true,
      ...CONTRACT_DEFAULTS,
      dashboard: false,
      ...JOB_DEFAULTS,
    });
  });

  it("take a folder with or without /Workspace and a closing slash", () => {
    const { parentPath } = settingsOf({ warehouseName: "local", parentPath: "/Workspace/Teams//alerts/" });
    assert.equal(parentPath, "/Teams/alerts");
  });

  it("are refused with all faults at once", () => {
    assert.throws(
      () =>
        settingsOf({
          parentPath: "Shared",
          defaultEmail: "oncall",
          deletionPolicy: "shred",
          maxDeletes: "-1",
          adoptAlerts: ADOPTED,
          deleteTables: "yes",
          warehouseSize: "tiny",
          contractChecks: "maybe",
          contractCheckSeconds: "0",
          warehouseAutoStopMinutes: "5",
          readers: "finops,,ops",
          alertPermissions: GRANTS,
        }),
      {
        name: "SettingsError",
        message: [
          "The stack's configuration has faults (pulumi config set <name> <value>):",
          '  warehouseSize = "tiny": must be one of 2X-Small, X-Small, Small, Medium, Large, X-Large, 2X-Large, 3X-Large, 4X-Large, 5X-Large',
          '  warehouseAutoStopMinutes = "5": must be 0 (never), or at least 10',
          '  readers = "finops,,ops": names nobody before or after a comma',
          '  parentPath = "Shared": must be an absolute workspace folder such as /Alerting',
          '  defaultEmail = "oncall": must be an e-mail address',
          ...[
            'grants to nobody: write <principal>=<level>, not "=CAN_RUN"',
            "the level of ana@example.com must be one of CAN_READ, CAN_RUN, CAN_EDIT, CAN_MANAGE",
            'grants to nobody: write <principal>=<level>, not "users"',
            "names nobody before or after a comma",
            "gives ops two levels",
          ].map((fault) => `  alertPermissions = ${JSON.stringify(GRANTS)}: ${fault}`),
          '  maxDeletes = "-1": must be a whole number, or auto',
          ...[
            'must be <alert_id>=<id of the alert>, separated by commas, not "COST-012"',
            'must be <alert_id>=<id of the alert>, separated by commas, not "=7"',
            'must be <alert_id>=<id of the alert>, separated by commas, not ""',
            "names A twice",
            "names 2 twice",
          ].map((fault) => `  adoptAlerts = ${JSON.stringify(ADOPTED)}: ${fault}`),
          '  deletionPolicy = "shred": must be one of trash, purge, keep',
          '  deleteTables = "yes": must be true or false',
          '  contractChecks = "maybe": must be one of off, warn, fail',
          '  contractCheckSeconds = "0": must be a whole number of seconds, at least 1',
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

  it("make a warehouse by name only", () => {
    assert.throws(() => settingsOf({ warehouseId: "abc", createWarehouse: "true" }), {
      message:
        /\n {2}createWarehouse makes the warehouse that warehouseName names: set that instead of warehouseId$/,
    });
  });

  it("name a key that is none of them, with the nearest one", () => {
    const configured = ["warehouseName", "deletionPolice", "startwarehouse", "slackFinopsUrl"];
    assert.throws(() => settingsOf({ warehouseName: "local", maxDeletes: "few" }, configured), {
      message: [
        "The stack's configuration has faults (pulumi config set <name> <value>):",
        '  maxDeletes = "few": must be a whole number, or auto',
        "  deletionPolice: is no setting; did you mean deletionPolicy?",
        "  startwarehouse: is no setting; did you mean startWarehouse?",
        "  slackFinopsUrl: is no setting",
      ].join("\n"),
    });
  });

  describe("that a run was given beside the stack's", () => {
    const faultsOf = (values: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>) => {
      const all: Record<string, string> = { warehouseName: "local", ...values, ...given };
      const givenBy = (name: string) => (given[name] === undefined ? undefined : "--config");
      try {
        parseSettings((name) => all[name], Object.keys(all), { stack: "prod", givenBy });
      } catch (error) {
        return error instanceof Error ? error.message.split("\n  ") : undefined;
      }
      return undefined;
    };

    it("are not blamed on its file", () => {
      assert.deepEqual(faultsOf({}, { nosuch: "1", warehouseId: "abc" }), [
        "The settings that this run was given have faults:",
        "warehouseId, warehouseName: set exactly one of them (given by --config)",
        "nosuch: is no setting (given by --config)",
      ]);
    });

    it("are told from its own", () => {
      assert.deepEqual(faultsOf({ maxDeletes: "few" }, { nosuch: "1" }), [
        "The stack's configuration has faults (pulumi config set --stack prod <name> <value>):",
        'maxDeletes = "few": must be a whole number, or auto',
        "nosuch: is no setting (given by --config)",
      ]);
    });
  });
});
