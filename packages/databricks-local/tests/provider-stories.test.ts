import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Answer, type Json, useWorkspace } from "./use-workspace";

const recordedShape = z.object({
  phase: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.record(z.string(), z.unknown()).optional(),
  /** Fields of a multipart form, instead of a body. */
  form: z.record(z.string(), z.string()).optional(),
});
type Recorded = z.infer<typeof recordedShape>;

const Fields = z.record(z.string(), z.unknown());

/**
 * Whole lives of objects, as `@pulumi/databricks` 1.110 was seen to send them, one request after the other: made, read,
 * changed, changed so that optional settings go ("remove"), and deleted. `{job_1}` is the first job that is made.
 */
const STORIES = ["catalogs", "dashboards", "destinations", "files", "jobs", "warehouses"];

const LISTS = [
  "/api/2.1/unity-catalog/catalogs",
  "/api/2.0/lakeview/dashboards",
  "/api/2.0/notification-destinations",
  "/api/2.0/workspace/list?path=/Shared",
  "/api/2.2/jobs/list",
  "/api/2.0/sql/warehouses",
];

/** Which answer names an object that was made, and how recordings call such an object. */
const MADE: readonly [request: RegExp, name: string, id: string][] = [
  [/^POST .*\/jobs\/create$/, "job", "job_id"],
  [/^POST .*\/notification-destinations$/, "destination", "id"],
  [/^POST .*\/sql\/warehouses$/, "warehouse", "id"],
  [/^POST .*\/dashboards$/, "dashboard", "dashboard_id"],
  [/^GET .*\/get-status\?path=%2FShared%2Falerting$/, "directory", "object_id"],
];

/** What is read back as it was sent: the provider would show a difference else. */
const READ_BACK = /unity-catalog\/(catalogs|schemas)|\/2\.0\/sql\/warehouses|\/jobs\/(create|reset)$/;

describe("The provider's stories", () => {
  const { call, workspace } = useWorkspace();

  for (const story of STORIES) {
    it(`are answered from beginning to end, and leave nothing behind: ${story}`, async () => {
      const before = await lists();
      const ids = new Map([["warehouse_1", workspace().warehouseId]]);
      const counts = new Map<string, number>();
      let sent: Json | undefined;
      for (const recorded of readStory(story)) {
        const request = fill(recorded, ids);
        const { method, path, body } = request;
        const answer = await send(request);
        const shown = `${method} ${path} ${JSON.stringify(body)}: ${JSON.stringify(answer.body)}`;
        assert.equal(answer.status, 200, shown);
        const [, name, id = ""] = MADE.find(([request]) => request.test(`${method} ${path}`)) ?? [];
        if (name !== undefined && ![...ids.values()].includes(String(answer.body[id]))) {
          counts.set(name, (counts.get(name) ?? 0) + 1);
          ids.set(`${name}_${counts.get(name)}`, String(answer.body[id]));
        }
        if (method === "GET" && sent !== undefined) {
          const { settings = answer.body } = answer.body;
          assert.deepEqual(partOf(settings, sent), sent, shown);
        }
        const isRead = method !== "GET" && method !== "DELETE" && READ_BACK.test(path);
        sent = isRead ? Fields.parse(body?.new_settings ?? body) : undefined;
      }
      assert.deepEqual(await lists(), before);
    });
  }

  /** A list that is answered without a name of its own counts as no fields. */
  async function send({ method, path, body, form }: Recorded): Promise<{ status: number; body: Json }> {
    const answer = await fetch(`${workspace().host}${path}`, {
      method,
      headers: { authorization: `Bearer ${workspace().token}` },
      body: form ? formOf(form) : body ? JSON.stringify(body) : null,
    });
    return { status: answer.status, body: Fields.catch({}).parse(await answer.json()) };
  }

  async function lists(): Promise<Answer["body"][]> {
    return Promise.all(LISTS.map(async (path) => (await call("GET", path)).body));
  }
});

function readStory(name: string): Recorded[] {
  return readFileSync(join(__dirname, `testdata/provider-requests/${name}.jsonl`), "utf8")
    .trim()
    .split("\n")
    .map((line) => recordedShape.parse(JSON.parse(line)));
}

/** With the ids of this run; a job's is a number. */
function fill(recorded: Recorded, ids: ReadonlyMap<string, string>): Recorded {
  const text = JSON.stringify(recorded)
    .replaceAll(/"\{(job_\d+)\}"/g, (_, name: string) => ids.get(name) ?? "null")
    .replaceAll(/\{(\w+_\d+)\}/g, (_, name: string) => ids.get(name) ?? "unknown");
  return recordedShape.parse(JSON.parse(text));
}

function formOf({ content = "", ...fields }: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("content", new Blob([content]), "content");
  return form;
}

/** `value` without whatever `like` has not. */
function partOf(value: unknown, like: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(like))
    return value.map((element, index) => partOf(element, like[index]));
  const [object, other] = [Fields.safeParse(value).data, Fields.safeParse(like).data];
  if (object === undefined || other === undefined) return value;
  return Object.fromEntries(Object.keys(other).map((key) => [key, partOf(object[key], other[key])]));
}
