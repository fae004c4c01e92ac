import assert from "node:assert/strict";
import { joinTasks, jobsOf } from "../../../../commands/import/legacy-jobs";
import type { LegacyAlertTask } from "../../../../databricks/legacy-alert-jobs";

const at = (quartz_cron_expression: string, pause_status = "UNPAUSED", timezone_id = "UTC") => ({
  schedule: { quartz_cron_expression, timezone_id, pause_status },
});
const task = (jobId: string, more: Partial<LegacyAlertTask> = {}): LegacyAlertTask => ({
  jobId,
  jobName: `job ${jobId}`,
  alertId: "3",
  subscriptions: [],
  ...more,
});
const ANA = { user_name: "ana@example.com" };
const OPS = { destination_id: "ops" };

describe("the jobs that run a legacy alert", () => {
  it("tell together whom each of them tells", () => {
    const tasks = [task("1", { subscriptions: [ANA, OPS] }), task("2", { subscriptions: [OPS, ANA] })];
    assert.deepEqual(joinTasks(tasks).subscriptions, [
      { userEmail: "ana@example.com" },
      { destinationId: "ops" },
    ]);
  });

  it("leave blank when it runs where they do not agree, and say what each does", () => {
    const { blanks, notes } = joinTasks([
      task("1", { ...at("0 0 6 * * ?", "PAUSED"), subscriptions: [ANA, OPS], warehouseId: "w1" }),
      task("2", { ...at("0 0 7 * * ?", "UNPAUSED", "Europe/Zurich") }),
      task("3"),
    ]);
    assert.deepEqual(blanks, {
      schedule_cron: "when it runs: its jobs do so at different hours, see above",
      schedule_timezone: "by which clock: its jobs have different ones, see above",
    });
    assert.deepEqual(notes, [
      'job 1 "job 1" runs it at 0 0 6 * * ? UTC (paused) on warehouse w1, and tells ana@example.com, ops',
      'job 2 "job 2" runs it at 0 0 7 * * ? Europe/Zurich, and tells nobody',
      'job 3 "job 3" runs it without a schedule, and tells nobody',
    ]);
  });

  it("run it where one of them does, at the hours that they share", () => {
    const { schedule, blanks } = joinTasks([
      task("1", { ...at("0 0 6 * * ?", "PAUSED"), subscriptions: [ANA] }),
      task("2", at("0 0 6 * * ?")),
    ]);
    assert.deepEqual(schedule, {
      quartzCronSchedule: "0 0 6 * * ?",
      timezoneId: "UTC",
      pauseStatus: "UNPAUSED",
    });
    assert.deepEqual(blanks, {});
  });

  it("leave blank whom it tells where none of them names anybody", () => {
    assert.deepEqual(joinTasks([task("1", at("0 0 6 * * ?", "PAUSED"))]), {
      schedule: { quartzCronSchedule: "0 0 6 * * ?", timezoneId: "UTC", pauseStatus: "PAUSED" },
      subscriptions: [],
      blanks: {
        notification_channels:
          "whom it tells, [] for nobody: no job that runs the legacy alert names anybody",
      },
      notes: [],
    });
  });

  it("are named once each", () => {
    assert.deepEqual(jobsOf([task("1"), task("1"), task("2")]), ['1 "job 1"', '2 "job 2"']);
  });
});
