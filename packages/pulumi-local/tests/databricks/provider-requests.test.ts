import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { Answer } from "databricks-local/testing/call";
import { z } from "zod";
import type { PropertyMap } from "../../src/values/property-value";
import type { Recorded } from "./recording-proxy";
import { type Managed, useProvider } from "./use-provider";

const PHASES = ["up", "refresh", "update", "destroy"] as const;
type Phase = (typeof PHASES)[number];

const Line = z.object({
  phase: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.unknown().default(null),
});

/** What the real provider was seen to send to a workspace that answered less than this one does. */
const RECORDED = ["neighbours", "jobs-and-files", "alerts"].flatMap((name) =>
  readFileSync(`packages/databricks-local/tests/testdata/provider-requests/${name}.jsonl`, "utf8")
    .trim()
    .split("\n")
    // A number stands where its place is marked.
    .map((line) => Line.parse(JSON.parse(line.replaceAll(/: \{job_id\}/g, ": 1")))),
);

/** Asked once in a run, on behalf of whoever is first; or only to know that the workspace is there. */
const ONCE = /\/\.well-known\/|\/scim\/v2\/Me/;

interface Story {
  type: string;
  /** Paths of the type's requests. */
  paths: RegExp;
  up: PropertyMap;
  update?: PropertyMap;
  /** What it needs, made before. */
  needs?: (
    make: (type: string, args: PropertyMap) => Promise<Managed>,
    call: (method: string, path: string, body: unknown) => Promise<Answer>,
  ) => Promise<PropertyMap>;
  without?: readonly Phase[];
  /** The same, where the deletion has others. */
  destroyPaths?: RegExp;
  /** What an update sends back of an answer, and this workspace answers otherwise than the one of the recording. */
  fromAnswers?: readonly string[];
  /** Which of the recorded bodies are this one's. */
  about?: RegExp;
}

const WAREHOUSE = {
  name: "alerting",
  clusterSize: "2X-Small",
  autoStopMins: 10,
  enableServerlessCompute: true,
  warehouseType: "PRO",
  tags: { customTags: [{ key: "layer", value: "alerting" }] },
};
const FOLDER = { path: "/Shared/alerting" };
const NOTEBOOK = { path: "/Shared/alerting/tables", language: "SQL" };
const base64 = (text: string) => Buffer.from(text).toString("base64");
const DASHBOARD = {
  parentPath: "/Shared/alerting",
  serializedDashboard: '{"pages":[{"name":"p","displayName":"P"}]}',
};
const readers = {
  grants: [{ principal: "readers", privileges: ["USE SCHEMA", "SELECT"] }],
  schema: "main.gold",
};
const JOB = {
  name: "alerting_tables_job",
  tags: { job_level: "atomic" },
  environments: [
    { environmentKey: "default", spec: { environmentVersion: "4", dependencies: ["requests>=2.31.0"] } },
  ],
  emailNotifications: { onFailures: ["a@b.co"] },
  queue: { enabled: true },
  schedule: { quartzCronExpression: "0 */15 * * * ?", timezoneId: "UTC", pauseStatus: "PAUSED" },
  timeoutSeconds: 1800,
  tasks: [
    {
      taskKey: "t",
      environmentKey: "default",
      notebookTask: {
        notebookPath: "/Shared/alerting/tables",
        baseParameters: { catalog: "main", gold_schema: "gold" },
      },
    },
  ],
};
const destination = (name: string, config: PropertyMap): Story => ({
  type: "notificationDestination:NotificationDestination",
  paths: /^\/api\/2\.0\/notification-destinations/,
  up: { displayName: name, config },
  about: new RegExp(`"${name}"`),
});

const ALERT = {
  display_name: "[WARNING] Tag 1",
  query_text: "SELECT 1 AS x",
  warehouse_id: "0123456789abcdef",
  evaluation: {
    comparison_operator: "LESS_THAN",
    source: { name: "x" },
    threshold: { value: { double_value: 80 } },
  },
  schedule: { quartz_cron_schedule: "0 0 8 * * ?", timezone_id: "UTC" },
};

const STORIES: Record<string, Story> = {
  "a warehouse": {
    type: "sqlEndpoint:SqlEndpoint",
    paths: /\/sql\/(warehouses|data_sources)/,
    up: WAREHOUSE,
    update: { ...WAREHOUSE, noWait: true },
    fromAnswers: ["channel"],
  },
  "a schema": {
    type: "schema:Schema",
    paths: /\/unity-catalog\/(schemas|current-metastore)/,
    up: { catalogName: "main", name: "gold", comment: "c1" },
    update: { catalogName: "main", name: "gold", comment: "c2" },
    fromAnswers: ["enable_predictive_optimization"],
  },
  grants: {
    type: "grants:Grants",
    paths: /\/unity-catalog\/permissions/,
    needs: async (make) => {
      await make("schema:Schema", { catalogName: "main", name: "gold" });
      return {};
    },
    up: readers,
  },
  "a Slack destination": {
    ...destination("slack", { slack: { url: "https://hooks.example.com/1" } }),
    update: { displayName: "slack", config: { slack: { url: "https://hooks.example.com/2" } } },
  },
  "a Teams destination": destination("teams", { microsoftTeams: { url: "https://t.example.com" } }),
  "a PagerDuty destination": destination("pagerduty", { pagerduty: { integrationKey: "k" } }),
  "an email destination": destination("email", { email: { addresses: ["a@b.co"] } }),
  "a webhook destination": destination("webhook", {
    genericWebhook: { url: "https://w.example.com", username: "u", password: "p" },
  }),
  "a folder": {
    type: "directory:Directory",
    paths: /\/workspace\/(mkdirs|get-status|delete)/,
    about: /alerting("|$)/,
    up: FOLDER,
  },
  "a notebook": {
    type: "notebook:Notebook",
    paths: /\/workspace\/(import|delete)/,
    about: /tables/,
    needs: async (make) => {
      await make("directory:Directory", FOLDER);
      return {};
    },
    up: { ...NOTEBOOK, contentBase64: base64("-- Databricks notebook source\nSELECT 1") },
    update: { ...NOTEBOOK, contentBase64: base64("-- Databricks notebook source\nSELECT 2") },
    without: ["refresh"],
  },
  "a dashboard": {
    type: "dashboard:Dashboard",
    paths: /\/lakeview\//,
    needs: async (make) => {
      await make("directory:Directory", FOLDER);
      return { warehouseId: (await make("sqlEndpoint:SqlEndpoint", WAREHOUSE)).id };
    },
    up: { ...DASHBOARD, displayName: "Alerting 1" },
    update: { ...DASHBOARD, displayName: "Alerting 2" },
    fromAnswers: ["create_time", "update_time", "etag", "serialized_dashboard"],
  },
  "a job": {
    type: "job:Job",
    paths: /\/api\/2\.2\/jobs\//,
    destroyPaths: /\/jobs\/delete/,
    up: JOB,
    about: /alerting_tables_job|^\{"job_id":1\}/,
    without: ["update"],
  },
  "a job of jobs": {
    type: "job:Job",
    paths: /\/api\/2\.2\/jobs\//,
    destroyPaths: /\/jobs\/delete/,
    needs: async (make) => {
      const id = (await make("job:Job", JOB)).id;
      return { tasks: [{ taskKey: "tables", runJobTask: { jobId: Number(id) } }] };
    },
    up: { name: "alerting_setup_orchestrator_job", tags: { job_level: "composite" } },
    update: { name: "alerting_setup_orchestrator_job", tags: { job_level: "composite" }, timeoutSeconds: 0 },
    about: /orchestrator|^\{"job_id":1\}/,
    fromAnswers: ["format"],
  },
  "a job's permissions": {
    type: "permissions:Permissions",
    paths: /\/permissions\/jobs/,
    // Whose the job is.
    destroyPaths: /\/permissions\/jobs|\/jobs\/get/,
    needs: async (make) => ({ jobId: (await make("job:Job", JOB)).id }),
    up: { accessControls: [{ groupName: "users", permissionLevel: "CAN_VIEW" }] },
  },
  "an alert's permissions": {
    type: "permissions:Permissions",
    paths: /\/permissions\/alertsv2/,
    needs: async (_make, call) => ({
      alertV2Id: String((await call("POST", "/api/2.0/alerts", ALERT)).body.id),
    }),
    up: { accessControls: [{ groupName: "users", permissionLevel: "CAN_RUN" }] },
  },
};

describe("The local engine sends what the real provider was seen to send", () => {
  const { managed, requests, call } = useProvider();

  for (const [label, story] of Object.entries(STORIES)) {
    it(`for ${label}, through its life`, async () => {
      const made: Managed[] = [];
      const make = async (type: string, args: PropertyMap) => {
        const resource = managed(type);
        await resource.create(args);
        made.push(resource);
        return resource;
      };
      const needs = (await story.needs?.(make, call)) ?? {};
      requests();
      const resource = managed(story.type);
      const sent: Partial<Record<Phase, Recorded[]>> = {};
      const live = await resource.create({ ...story.up, ...needs });
      assert.equal(live.initErrors, undefined);
      sent.up = requests();
      await resource.refresh();
      sent.refresh = requests();
      if (story.update) await resource.update({ ...story.update, ...needs });
      sent.update = requests();
      await resource.delete();
      sent.destroy = requests();
      for (const one of made.reverse()) await one.delete();

      const ids = [resource, ...made]
        .map(({ id }) => id.split("/").at(-1) ?? "")
        .filter((id) => /^[\da-f-]{8,}$/.test(id));
      for (const phase of PHASES.filter((one) => !story.without?.includes(one))) {
        if (phase === "update" && !story.update) continue;
        const paths = (phase === "destroy" && story.destroyPaths) || story.paths;
        const expected = RECORDED.filter((line) => line.phase === phase && paths.test(line.path));
        const isAbout = ({ body }: Recorded) =>
          body === null || (story.about?.test(JSON.stringify(body)) ?? true);
        const ignored = phase === "update" ? (story.fromAnswers ?? []) : [];
        assert.deepEqual(
          normalised(sent[phase] ?? [], ids, ignored),
          normalised(expected.filter(isAbout), [], ignored),
          phase,
        );
      }
    });
  }
});

/** Each request once, in an order of its own: the provider makes several at a time, and a recording has all resources. */
function normalised(
  requests: readonly Recorded[],
  ids: readonly string[],
  ignored: readonly string[],
): string[] {
  const lines = requests
    .filter(({ path }) => !ONCE.test(path))
    .map(({ method, path, body }) => {
      const line = [method, path, ...(body ? [JSON.stringify(sorted(body, ignored))] : [])].join(" ");
      return ids
        .reduce((text, id) => text.replaceAll(id, "{id}"), line)
        .replaceAll(/\{(job_|dashboard_)id\}|(?<=job_id":)1/g, "{id}")
        .replaceAll("tester@databricks.com", "local.user@example.com");
    });
  return [...new Set(lines)].sort();
}

/** The recording's lists are of sets, too. */
function sorted(body: unknown, ignored: readonly string[]): unknown {
  if (Array.isArray(body)) return body.map((member: unknown) => sorted(member, ignored)).sort();
  if (typeof body !== "object" || body === null) return body;
  const members = Object.entries(body).filter(([key]) => !ignored.includes(key));
  return Object.fromEntries(members.sort().map(([key, value]) => [key, sorted(value, ignored)]));
}
