import pLimit from "p-limit";
import type { LiveDefinition } from "../../alerting/definition";
import { isRefused, unlessRefused } from "../../databricks/api-error";
import type { LegacyAlertTask } from "../../databricks/legacy-alert-jobs";
import {
  getLegacyAlert,
  getSavedQuery,
  type LegacyAlert,
  listLegacyAlerts,
  type SavedQuery,
} from "../../databricks/legacy-alerts-api";
import { thresholdValue } from "../../databricks/remote-alert";
import type { RestClient } from "../../databricks/rest-client";
import { shownText } from "../../messages/words";
import { withoutPrefix } from "../../settings/setting-forms";
import type { OfStack } from "./alerts-in-files";
import { isWanted, type Wanted } from "./alerts-without-row";
import type { FoundAlert, LeftAlert } from "./draft-rows";
import { joinTasks, tasksOfAlerts } from "./legacy-jobs";
import { propose } from "./proposals";
import { orRefused } from "./refused";

export interface FoundLegacy {
  readonly found: readonly FoundAlert[];
  readonly left: readonly LeftAlert[];
}

/** The alerts of the first version that no row takes the place of, each with its saved query and its jobs, in the words of the second. */
export async function legacyAlerts(
  rest: RestClient,
  stack: OfStack,
  taken: ReadonlySet<string>,
  wanted: Wanted,
  say: (progress: string) => void,
): Promise<FoundLegacy> {
  const listed = await orRefused(
    listLegacyAlerts(rest, (count) => say(`${count} legacy alerts listed`)),
    "You may not list the workspace's legacy alerts (403): have an administrator give you the entitlement Databricks SQL access. Nothing was written.",
  );
  const tasks = await tasksOfAlerts(rest);
  const free = listed.filter((alert) => !taken.has(alert.id));
  const limit = pLimit(AT_ONCE);
  let count = 0;
  const read = await limit.map(free, async (one) => {
    const translated = await readOne(rest, one, tasks.get(one.id) ?? [], stack, wanted);
    say(`${++count} of ${free.length} legacy alerts read`);
    return translated;
  });
  const all = read.flatMap((one) => one ?? []);
  return {
    found: all.flatMap((one) => ("why" in one ? [] : [one])),
    left: all.flatMap((one) => ("why" in one ? [one] : [])),
  };
}

/** So many are read beside each other. */
const AT_ONCE = 8;

/** Nothing of one that is not wanted, or gone meanwhile. Of one that may not be read, nobody knows where it lies. */
async function readOne(
  rest: RestClient,
  listed: LegacyAlert,
  tasks: readonly LegacyAlertTask[],
  stack: OfStack,
  wanted: Wanted,
): Promise<FoundAlert | LeftAlert | undefined> {
  let alert: LegacyAlert | undefined;
  try {
    alert = await getLegacyAlert(rest, listed.id);
  } catch (error) {
    if (!isRefused(error)) throw error;
    return {
      alert: asFound(listed, undefined, tasks, stack),
      why: "may not be read by you (403): have CAN VIEW on it given to you",
    };
  }
  if (alert === undefined || !isWanted(placed(alert), wanted)) return undefined;
  const query =
    alert.query_id === undefined ? undefined : await unlessRefused(getSavedQuery(rest, alert.query_id));
  return translate(alert, query, tasks, stack);
}

function placed({ parent_path: path = "", owner_user_name: ownerUserName }: LegacyAlert) {
  const definition = { parentPath: withoutPrefix(path) } as LiveDefinition; // nothing else is looked at
  return { definition, ...(ownerUserName !== undefined && { ownerUserName }) };
}

function translate(
  alert: LegacyAlert,
  query: SavedQuery | undefined,
  tasks: readonly LegacyAlertTask[],
  stack: OfStack,
): FoundAlert | LeftAlert {
  const found = asFound(alert, query, tasks, stack);
  if (query === undefined)
    return { alert: found, why: "asks a saved query that is gone, or that you may not see" };
  const names = query.parameters.map((parameter) => shownText(parameter.name));
  return names.length === 0
    ? found
    : {
        alert: found,
        why: `asks a saved query with parameters (${names.join(", ")}): write its row by hand, with query_parameters`,
      };
}

function asFound(
  alert: LegacyAlert,
  query: SavedQuery | undefined,
  tasks: readonly LegacyAlertTask[],
  { settings, warehouseId }: OfStack,
): FoundAlert {
  const { condition, owner_user_name: owner } = alert;
  const name = alert.display_name.trim() || "Unnamed";
  const { schedule, subscriptions, blanks, notes, ...jobs } = joinTasks(tasks);
  const limit = thresholdValue(condition.threshold?.value);
  const draft = {
    displayName: name,
    queryText: query?.query_text ?? "",
    warehouseId: jobs.warehouseId ?? query?.warehouse_id ?? warehouseId,
    parentPath: settings.parentPath,
    evaluation: {
      source: { name: condition.operand.column.name },
      comparisonOperator: condition.op,
      ...(limit && { threshold: { value: limit } }),
      // What a legacy alert says of no rows is that nobody knows, and nobody is told.
      emptyResultState: condition.empty_result_state === "TRIGGERED" ? "TRIGGERED" : "OK",
      notification: {
        subscriptions,
        notifyOnOk: alert.notify_on_ok ?? false,
        retriggerSeconds: alert.seconds_to_retrigger ?? 0,
      },
    },
    schedule,
    ...(alert.custom_subject !== undefined && { customSummary: alert.custom_subject }),
    ...(alert.custom_body !== undefined && { customDescription: alert.custom_body }),
  } satisfies LiveDefinition;
  // Its alert is made anew, by the name that a row makes.
  const { severity = "WARNING" } = propose(draft);
  const displayName = /^\[(?:CRITICAL|WARNING|INFO)\] /.test(name) ? name : `[${severity}] ${name}`;
  return {
    definition: { ...draft, displayName },
    legacy: { id: alert.id },
    blanks,
    notes,
    ...(owner !== undefined && { ownerUserName: owner }),
  };
}
