import assert from "node:assert/strict";
import { Command } from "commander";
import {
  addAlertBehaviourOptions,
  alertBehaviourOf,
  type AlertBehaviourFlags,
} from "../../src/commands/alert-behaviour-options";
import { DEFAULT_ALERT_BEHAVIOUR } from "../../src/alerts/alert-behaviour";

describe("The switches of the alerts' behaviour", () => {
  const read = (...args: string[]) => {
    const command = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    addAlertBehaviourOptions(command).parse(args, { from: "user" });
    return alertBehaviourOf(command.opts<AlertBehaviourFlags>());
  };

  it("are the defaults of the workspace when nothing is said", () => {
    assert.deepEqual(read(), { ...DEFAULT_ALERT_BEHAVIOUR, defaultFolder: undefined });
  });

  it("are all within reach", () => {
    const flags =
      "--name-clash duplicate --defaults all --normalise --trash-in-list --trash-by-id gone --default-folder /Shared/inbox " +
      "--keep-field evaluation.threshold --keep-field schedule --check-parent-path --page-size 5 --max-page-size 6 --alert-quota 7 --evaluations-at-once 8 " +
      "--null-is-not-null TRIGGERED --null-aggregate-is-not-null UNKNOWN --null-compared ERROR --task-hides-own --task-hides-given --task-tells-ok";
    assert.deepEqual(read(...flags.split(" ")), {
      nameClash: "duplicate",
      fillDefaults: true,
      normalise: true,
      keptFields: ["evaluation.threshold", "schedule"],
      listTrash: true,
      findTrash: false,
      defaultFolder: "/Shared/inbox",
      checkParentPath: true,
      alertPageSize: 5,
      maxAlertPageSize: 6,
      alertQuota: 7,
      maxEvaluationsAtOnce: 8,
      nullIsNotNull: "TRIGGERED",
      nullAggregateIsNotNull: "UNKNOWN",
      nullCompared: "ERROR",
      taskTellsOwn: false,
      taskTellsGiven: false,
      taskTellsOk: true,
    });
  });

  const BAD: readonly [flag: string, value: string, reason: string][] = [
    ["--name-clash", "maybe", "Allowed choices are error, suffix, duplicate."],
    ["--defaults", "some", "Allowed choices are none, all."],
    ["--alert-quota", "0", "It must be a whole number from 1."],
    ["--page-size", "1e3", "It must be a whole number from 1."],
    ["--default-folder", "inbox", "It must be an absolute path such as /Shared/alerts."],
  ];
  for (const [flag, value, reason] of BAD) {
    it(`refuse ${flag} ${value}`, () => {
      assert.throws(
        () => read(flag, value),
        ({ message }: Error) => message.endsWith(`argument '${value}' is invalid. ${reason}`),
      );
    });
  }
});
