import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { useWorkspace, type Json } from "../use-workspace";

const namedShape = z.looseObject({ display_name: z.string().default("slack") });
const nameOf = (body: Json = {}) => namedShape.parse(body).display_name;

const requestShape = z.object({
  phase: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.record(z.string(), z.unknown()).optional(),
});
type ProviderRequest = z.infer<typeof requestShape>;

/** What the Terraform and Pulumi provider sends for a warehouse, a schema, grants, destinations and a dashboard. */
const REQUESTS = readFileSync(join(__dirname, "../testdata/provider-requests/neighbours.jsonl"), "utf8")
  .trim()
  .split("\n")
  .map((line) => requestShape.parse(JSON.parse(line)));

/** What the provider reads of each object after it has made or changed it. */
const READ_BACK: readonly [path: RegExp, fields: readonly string[]][] = [
  [
    /^\/api\/2\.0\/sql\/warehouses\/\w+$/,
    ["id", "name", "state", "jdbc_url", "odbc_params", "num_clusters", "creator_name"],
  ],
  [/^\/api\/2\.0\/notification-destinations\/[\w-]+$/, ["id", "display_name", "destination_type", "config"]],
  [
    /\/schemas\/main\.gold$/,
    ["name", "catalog_name", "full_name", "owner", "metastore_id", "schema_id", "comment"],
  ],
  [/\/permissions\/schema\/main\.gold$/, ["privilege_assignments"]],
  [
    /\/dashboards\/\w+$/,
    ["dashboard_id", "etag", "lifecycle_state", "path", "parent_path", "serialized_dashboard"],
  ],
  [/\/current-metastore-assignment$/, ["metastore_id"]],
  [/\/Me\?/, ["id", "userName"]],
];

describe("The provider's requests, in the order of their recording", () => {
  const { call, workspace } = useWorkspace();
  const ids: Record<string, string> = {};

  const idKey = ({ path, body }: ProviderRequest) =>
    path.includes("/notification-destinations") ? `destination ${nameOf(body)}` : (path.split("/{")[0] ?? "");
  const fill = (text: string, id: string | undefined) =>
    text.replaceAll(/\{(id|dashboard_id)\}/g, id ?? "none");
  const warehouse = () => ids["/api/2.0/sql/warehouses"] ?? workspace().warehouseId;

  /** The recording has no ids: those of the objects that were made stand for them. */
  const send = async (request: ProviderRequest) => {
    const path = fill(request.path, ids[idKey(request)]);
    const text = JSON.stringify(request.body);
    const body =
      text === undefined
        ? undefined
        : text.replaceAll("{id}", warehouse()).replaceAll("{dashboard_id}", ids[idKey(request)] ?? "none");
    const answer = await fetch(`${workspace().host}${path}`, {
      method: request.method,
      headers: { authorization: `Bearer ${workspace().token}` },
      body: body ?? null,
    });
    return { path, status: answer.status, body: z.unknown().parse(await answer.json()) };
  };
  const remember = (request: ProviderRequest, body: Json) => {
    const id = body.id ?? body.dashboard_id;
    const isNew = request.method === "POST" && !request.path.includes("{");
    if (isNew && typeof id === "string") ids[idKey(request)] = id;
  };

  for (const phase of [...new Set(REQUESTS.map((request) => request.phase))]) {
    it(`are all answered, with what the provider reads back: ${phase}`, async () => {
      for (const request of REQUESTS.filter((known) => known.phase === phase)) {
        const { path, status, body } = await send(request);
        const shown = `${request.method} ${path} ${JSON.stringify(body)}`;
        assert.equal(status, 200, shown);
        if (Array.isArray(body)) continue;
        const json = z.record(z.string(), z.unknown()).parse(body);
        remember(request, json);
        const [, fields = []] =
          READ_BACK.find(([known]) => request.method === "GET" && known.test(path)) ?? [];
        assert.deepEqual(
          fields.filter((field) => !(field in json)),
          [],
          shown,
        );
      }
    });
  }

  it("leave nothing behind", async () => {
    assert.equal((await call("GET", `/api/2.0/sql/warehouses/${warehouse()}`)).status, 404);
    assert.equal((await call("GET", "/api/2.1/unity-catalog/schemas/main.gold")).status, 404);
  });
});
