import { z } from "zod";
import { ApiError } from "../../../databricks/api-error";
import type { WorkspaceConnection } from "../../../databricks/open-connection";
import { ONCE_A_YEAR, type ShortLivedAlerts } from "../../short-lived-alerts";
import { type Answer, answer, answered, refusalOf } from "./answers";

const PATH = "/api/2.0/alerts";

/** What the probe asks with, and of alerts of its own. */
export interface Probe {
  readonly workspace: WorkspaceConnection;
  readonly made: ShortLivedAlerts;
  readonly warehouseId: string;
  /** What is not for the report. */
  readonly say: (line: string) => void;
}

const Seen = z.looseObject({ id: z.string(), display_name: z.string().default("") });
const Page = z.looseObject({
  alerts: z.array(z.unknown()).default([]),
  next_page_token: z.string().nullish(),
});

/** How many alerts there must be, so that a page of the largest size that anybody reports is a full one. */
const MANY = 101;
/** Of the 1,000 that a workspace holds so many are left to others. */
const ROOM_FOR_OTHERS = 100;
const QUOTA = 1_000;

/** What the service does with alerts as objects: names, trash, defaults, folders, pages. */
export async function probeObjects(probe: Probe): Promise<readonly Answer[]> {
  const { say } = probe;
  const answers = await Promise.all([
    answered(["nameClash"], () => names(probe), say),
    answered(["trashListed", "trashById"], () => trash(probe), say),
    answered(["defaults", "runAs"], () => defaults(probe), say),
    answered(["parentPath"], () => missingFolder(probe), say),
  ]);
  return [...answers.flat(), ...(await answered(["pageSize", "maxPageSize"], () => pages(probe), say))];
}

/** An alert that is never TRIGGERED. */
export function alertNamed(display_name: string, { warehouseId: warehouse_id }: Pick<Probe, "warehouseId">) {
  return {
    display_name,
    warehouse_id,
    query_text: "SELECT 1 AS value",
    evaluation: {
      source: { name: "value" },
      comparison_operator: "GREATER_THAN",
      threshold: { value: { double_value: 1 } },
    },
  };
}

async function names(probe: Probe): Promise<Answer[]> {
  const body = alertNamed("[PROBE] one name", probe);
  await probe.made.make(body);
  const second = await made(probe, body);
  if ("refused" in second) return [answer("nameClash", "refused", second.refused)];
  const { display_name: name } = Seen.parse(second.alert);
  return [
    name === body.display_name ? answer("nameClash", "made") : answer("nameClash", "renamed", `"${name}"`),
  ];
}

/** One that the service does not take is an answer, too. */
async function made(
  { made: alerts }: Probe,
  body: object,
): Promise<{ readonly alert: object } | { readonly refused: string }> {
  try {
    return { alert: await alerts.make(body) };
  } catch (error) {
    if (error instanceof ApiError && [400, 404, 409].includes(error.status))
      return { refused: refusalOf(error) };
    throw error;
  }
}

async function trash(probe: Probe): Promise<Answer[]> {
  const { alerts } = probe.workspace;
  const { id } = await probe.made.make(alertNamed("[PROBE] trash", probe));
  await alerts.trash(id);
  const [listed, found] = await Promise.all([alerts.list(), alerts.get(id)]);
  const byId = found === undefined ? "404" : `found, as ${found.lifecycleState}`;
  return [
    answer("trashListed", listed.some((alert) => alert.id === id) ? "yes" : "no"),
    answer("trashById", byId),
  ];
}

/** Where a default would stand. */
const OPTIONAL = [
  ["evaluation", "empty_result_state"],
  ["evaluation", "notification", "retrigger_seconds"],
  ["evaluation", "notification", "notify_on_ok"],
  ["schedule", "pause_status"],
] as const;

async function defaults(probe: Probe): Promise<Answer[]> {
  const schedule = { quartz_cron_schedule: ONCE_A_YEAR, timezone_id: "UTC" };
  const { id } = await probe.made.make({ ...alertNamed("[PROBE] defaults", probe), schedule });
  const seen: unknown = await probe.workspace.rest.get(`${PATH}/${id}`, z.unknown());
  const filled = OPTIONAL.flatMap((path) => {
    const value = path.reduce(fieldOf, seen);
    return value === undefined ? [] : [`${path.at(-1) ?? ""} = ${JSON.stringify(value)}`];
  });
  const which = filled.length === 0 ? "none" : filled.length === OPTIONAL.length ? "all" : "some";
  return [
    answer("defaults", which, filled.length === 0 ? undefined : filled.join(", ")),
    answer("runAs", fieldOf(seen, "run_as") === undefined ? "left out" : "filled in"),
  ];
}

function fieldOf(value: unknown, key: string): unknown {
  const field = z.looseObject({}).safeParse(value).data?.[key];
  return field === null ? undefined : field;
}

async function missingFolder(probe: Probe): Promise<Answer[]> {
  const body = { ...alertNamed("[PROBE] folder", probe), parent_path: `${probe.made.folder}/missing` };
  const outcome = await made(probe, body);
  return [
    "refused" in outcome ? answer("parentPath", "refused", outcome.refused) : answer("parentPath", "made"),
  ];
}

/** Of a listing that is short nothing is seen but that it fits: it is made longer, where there is room for that. */
async function pages(probe: Probe): Promise<Answer[]> {
  const { rest, alerts } = probe.workspace;
  const count = (await alerts.list()).length;
  const more = Math.max(0, MANY - count);
  if (count + more + ROOM_FOR_OTHERS <= QUOTA) {
    const bodies = Array.from({ length: more }, (_, index) => alertNamed(`[PROBE] page ${index + 1}`, probe));
    // As many as the workspace takes: with fewer, less is seen.
    await Promise.allSettled(bodies.map((body) => probe.made.make(body)));
    probe.made.signal.throwIfAborted();
  }
  const usual = await rest.get(PATH, Page);
  return [answer("pageSize", sizeOf(usual)), await largestPage(probe)];
}

/** Where the largest size is refused, the largest that is not is looked for. */
async function largestPage({ workspace: { rest }, made }: Probe): Promise<Answer> {
  const page = async (page_size: number) => {
    made.signal.throwIfAborted();
    try {
      return await rest.get(PATH, Page, { page_size });
    } catch (error) {
      if (error instanceof ApiError && error.status === 400) return refusalOf(error);
      throw error;
    }
  };
  const most = await page(QUOTA);
  if (typeof most !== "string") {
    return answer(
      "maxPageSize",
      most.next_page_token ? `${most.alerts.length}, more is cut to it` : sizeOf(most),
    );
  }

  let [taken, refused] = [0, QUOTA];
  while (refused - taken > 1) {
    const middle = Math.floor((taken + refused) / 2);
    if (typeof (await page(middle)) === "string") refused = middle;
    else taken = middle;
  }
  return answer("maxPageSize", `${taken}, more is refused`, most);
}

function sizeOf({ alerts: { length }, next_page_token: next }: z.output<typeof Page>): string {
  return next ? String(length) : `at least ${length}`;
}
