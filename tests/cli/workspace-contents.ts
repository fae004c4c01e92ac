import { z } from "zod";
import { shortHash } from "../../alerting/fields/alert-field";
import type { LocalStack } from "../engine/local-stack";

const Jobs = z.object({ jobs: z.array(z.object({ job_id: z.int() })).default([]) });
const Job = z.object({ job_id: z.int(), settings: z.looseObject({ name: z.string() }) });
const Warehouses = z.object({ warehouses: z.array(z.looseObject({ id: z.string(), name: z.string() })) });
const Destinations = z.object({ results: z.array(z.looseObject({ id: z.string() })).default([]) });
const Dashboards = z.object({ dashboards: z.array(z.object({ dashboard_id: z.string() })).default([]) });
const Dashboard = z.object({
  display_name: z.string(),
  parent_path: z.string(),
  warehouse_id: z.string(),
  serialized_dashboard: z.string(),
});
const Objects = z.object({
  objects: z.array(z.object({ path: z.string(), object_type: z.string() })).default([]),
});
const Permissions = z.object({ access_control_list: z.array(z.unknown()) });
const Catalog = z.looseObject({ name: z.string(), comment: z.string().optional() });

const FOLDERS = ["/Alerting", "/Alerting/jobs"];

/** What the program makes around its alerts, without what differs from run to run: ids are names. */
export async function contentsOf(stack: LocalStack): Promise<Record<string, unknown>> {
  const get = (path: string) => stack.call("GET", path);
  const { warehouses } = Warehouses.parse(await get("/api/2.0/sql/warehouses"));
  const jobs = await Promise.all(
    Jobs.parse(await get("/api/2.2/jobs/list?limit=100")).jobs.map(async ({ job_id }) =>
      Job.parse(await get(`/api/2.2/jobs/get?job_id=${job_id}`)),
    ),
  );
  const dashboards = Dashboards.parse(await get("/api/2.0/lakeview/dashboards")).dashboards.map(
    async ({ dashboard_id: id }) => ({
      ...Dashboard.parse(await get(`/api/2.0/lakeview/dashboards/${id}`)),
      permissions: Permissions.parse(await get(`/api/2.0/permissions/dashboards/${id}`)),
      published: z
        .object({ embed_credentials: z.boolean() })
        .parse(await get(`/api/2.0/lakeview/dashboards/${id}/published`)),
    }),
  );
  const alerts = (await stack.alerts()).map(async ({ id, display_name }) => ({
    display_name,
    permissions: Permissions.parse(await get(`/api/2.0/permissions/alertsv2/${id}`)).access_control_list,
  }));
  const contents = {
    warehouses: warehouses.map(({ id, jdbc_url, odbc_params, ...warehouse }) => {
      void [id, jdbc_url, odbc_params];
      return warehouse;
    }),
    jobs: jobs.map(({ settings }) => settings).sort((a, b) => (a.name < b.name ? -1 : 1)),
    dashboards: await Promise.all(dashboards),
    destinations: Destinations.parse(await get("/api/2.0/notification-destinations")).results.map(
      ({ id, ...destination }) => {
        void id;
        return destination;
      },
    ),
    alerts: await Promise.all(alerts),
    catalog: Catalog.parse(await get("/api/2.1/unity-catalog/catalogs/health_monitor")).comment,
    folders: await Promise.all(FOLDERS.map(listed)),
  };
  return withNames(contents, [
    ...jobs.map(({ job_id, settings }) => [String(job_id), settings.name] as const),
    ...warehouses.map(({ id, name }) => [id, name] as const),
    // The dashboard's mark.
    ...warehouses.map(({ id, name }) => [shortHash(id), name] as const),
  ]);

  async function listed(folder: string): Promise<string[]> {
    const query = `path=${encodeURIComponent(folder)}`;
    const { status } = await fetch(`${stack.workspace.host}/api/2.0/workspace/get-status?${query}`, {
      headers: { authorization: `Bearer ${stack.workspace.token}` },
    });
    if (status === 404) return [];
    const { objects } = Objects.parse(await get(`/api/2.0/workspace/list?${query}`));
    return objects.map(({ path, object_type }) => `${object_type} ${path}`).sort();
  }
}

function withNames(contents: unknown, names: readonly (readonly [id: string, name: string])[]) {
  const text = names.reduce(
    (written, [id, name]) => written.replaceAll(id, name.replaceAll(" ", "_")),
    JSON.stringify(contents),
  );
  // A job's id is a number; its name is not.
  return z
    .record(z.string(), z.unknown())
    .parse(JSON.parse(text.replaceAll(/"job_id":([a-z_]+)/g, '"job_id":"$1"')));
}
