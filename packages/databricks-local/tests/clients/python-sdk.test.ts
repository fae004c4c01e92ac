import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { clientEnvironment } from "../../src/child-environment";
import { OPERATIONS } from "../../src/operations";
import { asJson, type Json, useWorkspace } from "../use-workspace";
import { pythonEnvironment } from "./python-environment";
import { sdkRoutes } from "./sdk-routes";

/** Longest where the environment is made for the first time. */
const INSTALL_MS = 300_000;

const CLIENT = { clientId: "3d3c1f5e-0b1a-4c55-8f5c-2f4f0a1b7c11", clientSecret: "dose-of-the-tests" };

/** As the script's `alert` makes it. */
const ALERT = {
  parent_path: "/Workspace/Shared/python-sdk",
  query_text: "SELECT 3 AS n",
  warehouse_id: "10ca1f0000000001",
  schedule: {
    quartz_cron_schedule: "0 0 8 * * ?",
    timezone_id: "Europe/Berlin",
    pause_status: "PAUSED",
  },
  create_time: "2026-11-23T10:00:00.000Z",
  update_time: "2026-11-23T10:00:00.000Z",
  effective_run_as: { user_name: "local.user@example.com" },
  owner_user_name: "local.user@example.com",
  lifecycle_state: "ACTIVE",
};
const EVALUATION = {
  source: { name: "n", aggregation: "MAX" },
  comparison_operator: "GREATER_THAN",
  threshold: { value: { double_value: 1.5 } },
  empty_result_state: "OK",
  notification: {
    notify_on_ok: true,
    retrigger_seconds: 600,
    subscriptions: [{ user_email: "own@example.com" }],
  },
};

describe("The official Python SDK", () => {
  // Room for the 149 alerts that are left of 150, and one.
  const { workspace } = useWorkspace({ alertQuota: 150, oauthClients: [CLIENT] });
  let python = "";
  let seen: Json = {};

  before(async function () {
    this.timeout(INSTALL_MS);
    const environment = await pythonEnvironment();
    if ("lacks" in environment) {
      console.log(`    skipped without the Python SDK: ${environment.lacks}`);
      return this.skip();
    }
    python = environment.python;
    const { stdout } = await promisify(execFile)(python, [join(__dirname, "python_sdk.py")], {
      env: {
        ...clientEnvironment(workspace()),
        CLIENT_ID: CLIENT.clientId,
        CLIENT_SECRET: CLIENT.clientSecret,
      },
    });
    seen = asJson(JSON.parse(stdout));
  });

  it("knows who it is, and where", () => {
    assert.deepEqual(seen.identity, {
      user: "local.user@example.com",
      groups: ["admins", "users"],
      workspace: 1_000_000_000_000_000,
    });
  });

  it("creates, lists, updates with a mask, trashes and purges alerts", () => {
    assert.deepEqual(seen.alerts, {
      created: { ...ALERT, display_name: "python 001", evaluation: EVALUATION },
      listed_in_order: true,
      updated: {
        ...ALERT,
        display_name: "renamed",
        evaluation: { ...EVALUATION, threshold: { value: { double_value: 80 } } },
      },
      in_trash: "DELETED",
      left: [149, "python 001"],
      purged: ["ResourceDoesNotExist", "RESOURCE_DOES_NOT_EXIST", "Alert with ID '1' does not exist."],
      purged_again: ["ResourceDoesNotExist", "RESOURCE_DOES_NOT_EXIST"],
    });
  });

  it("lists 150 alerts in four pages of 40", () => {
    const paths = workspace().requests.requests.map(({ path }) => path);
    assert.equal(paths.filter((path) => path.startsWith("/api/2.0/alerts?page_size=40")).length, 4);
  });

  it("works as a service principal by OAuth client credentials, and makes tokens", () => {
    assert.deepEqual(seen.oauth, { user: CLIENT.clientId, alerts: 149, token: "ci" });
  });

  it("changes the permissions of an alert", () => {
    assert.deepEqual(seen.permissions, {
      object: ["alertv2", true],
      granted: [
        ["local.user@example.com", "CAN_MANAGE"],
        ["users", "CAN_RUN"],
        ["admins", "CAN_MANAGE"],
      ],
      levels: ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"],
    });
  });

  it("executes statements with parameters, and reads their results in chunks", () => {
    assert.deepEqual(seen.statements, {
      columns: [
        ["n", "INT"],
        ["day", "DATE"],
        ["name", "STRING"],
        ["nothing", "STRING"],
      ],
      row: [["42", "2026-11-23", "it's", null]],
      chunks: [
        [0, 10_000],
        [10_000, 10_000],
        [20_000, 5_000],
      ],
      next: [1, ["9999"]],
      last: [20_000, 5_000, null, ["24999"]],
      failed: ["FAILED", "BAD_REQUEST"],
    });
  });

  it("creates, edits, stops, starts and deletes a warehouse, and waits for its states", () => {
    assert.deepEqual(seen.warehouses, {
      states: ["RUNNING", "STOPPED", "RUNNING"],
      seen: ["python", "Small", 2, "PRO"],
      names: ["local", "python"],
      deleted: ["ResourceDoesNotExist", "RESOURCE_DOES_NOT_EXIST"],
    });
  });

  it("makes notification destinations and is not shown their secrets", () => {
    const webhook = { generic_webhook: { url_set: true, username_set: true, password_set: true } };
    assert.deepEqual(seen.destinations, {
      made: ["WEBHOOK", webhook],
      changed: ["WEBHOOK", webhook],
      listed: ["other hook"],
      deleted: ["ResourceDoesNotExist", "RESOURCE_DOES_NOT_EXIST"],
    });
  });

  it("imports, lists and exports notebooks and files", () => {
    assert.deepEqual(seen.files, {
      status: ["NOTEBOOK", "SQL"],
      listed: [
        ["/Workspace/Shared/python-sdk/count", "NOTEBOOK"],
        ["/Workspace/Shared/python-sdk/note.txt", "FILE"],
      ],
      source: "-- Databricks notebook source\nSELECT 7 AS n, :name AS name\n",
      again: ["ResourceAlreadyExists", "RESOURCE_ALREADY_EXISTS"],
    });
  });

  it("makes a schema, grants on it, and reads a table of it", () => {
    assert.deepEqual(seen.unity_catalog, {
      schema: ["main.python_sdk", "of the SDK"],
      columns: [
        ["id", "LONG", false, null],
        ["name", "STRING", true, "who"],
      ],
      granted: [{ principal: "users", privileges: ["USE_SCHEMA"] }],
      exists: [true, false],
      deleted: "NotFound",
    });
  });

  it("runs a job of a notebook and an alert", () => {
    assert.deepEqual(seen.job, {
      state: ["TERMINATED", "SUCCESS"],
      tasks: { count: "SUCCESS", watch: "SUCCESS" },
      alert: "TRIGGERED",
      alert_output: { alert_state: "TRIGGERED" },
      listed: ["python"],
      runs: ["SUCCESS"],
      deleted: "ResourceDoesNotExist",
    });
  });

  it("reads refusals as what they are", () => {
    assert.deepEqual(seen.refusals, {
      wrong_token: ["PermissionDenied", 403],
      bad_cron: ["InvalidParameterValue", "INVALID_PARAMETER_VALUE"],
      quota: [
        "TimeoutError",
        "TooManyRequests",
        "QUOTA_EXCEEDED",
        "The workspace has reached its quota of 150 alerts, those in the trash included",
      ],
    });
  });

  it("has every route that the local workspace says to have from it", async () => {
    const isThere = await sdkRoutes(python);
    const said = OPERATIONS.filter(({ documentation }) => documentation.sources.includes("sdk"));
    assert.deepEqual(
      said.filter(({ method, paths }) => !paths.some((path) => isThere(method, path))),
      [],
    );
  });
});
