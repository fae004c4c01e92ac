import type { AlertPlan } from "../../alerting/plan-alerts";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { formatFault } from "../../alerting/row-faults";
import type { RunAs } from "../../alerting/definition";
import { type Identity, identityOf } from "../../databricks/directory";
import type { ListedDestination } from "../../databricks/notification-destinations";
import type { RemoteAlert } from "../../databricks/remote-alert";
import type { RestClient } from "../../databricks/rest-client";
import { accessToWarehouse } from "../../databricks/unity-catalog";
import type { Warehouse } from "../../databricks/warehouses";
import {
  ALERT_QUOTA,
  quotaFindings,
  runAsFindings,
  subscriptionFindings,
} from "../../lint/checks/alert-findings";
import type { Finding } from "../../lint/finding";
import { unlessRefused } from "../../lint/surroundings/check";
import { READS, READS_IN_SCHEMA } from "../../lint/surroundings/rights";
import { counted, someOf } from "../../messages/words";
import type { Settings } from "../../settings/settings";
import { parseQuery } from "../../sql/parse-query";
import { tablesRead } from "../../sql/select-scopes";
import { type Diagnosis, fault, ok, untold, warning } from "./diagnosis";
import type { Need, UnityRights } from "./rights";
import { ADMINS } from "./warehouse";

const MOST_FAULTS = 5;
/** Who asks for more than that should know what room is left. */
const LITTLE_ROOM = 100;

export function examineRows({ rows, alerts, faults }: AlertPlan): Diagnosis[] {
  if (faults.length === 0) {
    return [
      ok("rows", `${counted(rows.length, "row")}, of which an up deploys ${counted(alerts.length, "alert")}`),
    ];
  }
  const shown = faults.slice(0, MOST_FAULTS).map((one) => fault("rows", formatFault(one)));
  const rest = faults.length - shown.length;
  return rest > 0
    ? [...shown, fault("rows", `and ${counted(rest, "fault")} more`, "A preview names all of them.")]
    : shown;
}

/** Whether there is room for the alerts; without rows, how much there is. */
export function examineQuota(
  remote: readonly RemoteAlert[],
  alerts: readonly PlannedAlert[] | undefined,
  settings: Pick<Settings, "adoptForeign">,
  { userName, groups }: Identity,
): Diagnosis[] {
  const findings = quotaFindings(alerts ?? [], remote, settings);
  if (findings.length > 0) return findings.map(({ message, fix }) => fault("quota", message, fix));
  const trashed = remote.filter(({ lifecycleState }) => lifecycleState === "DELETED").length;
  const trash =
    trashed > 0
      ? `${trashed} of them are in the trash`
      : "those in its trash, which it does not list, come on top";
  const others = groups.includes(ADMINS) ? "" : `, and so do those that ${userName} may not see`;
  const text = `The workspace lists ${remote.length} of ${ALERT_QUOTA.toLocaleString("en")} alerts; ${trash}${others}`;
  return remote.length + LITTLE_ROOM <= ALERT_QUOTA
    ? [ok("quota", text)]
    : [
        warning(
          "quota",
          text,
          "Purge alerts in the trash, delete alerts that nobody needs, or have the quota raised.",
        ),
      ];
}

/** Destinations that channels stand for. */
export function examineChannels(
  listed: readonly ListedDestination[],
  alerts: readonly PlannedAlert[],
): Diagnosis[] {
  const known = new Set(listed.map(({ id }) => id));
  return grouped(
    "destinations",
    alerts.flatMap((alert) => subscriptionFindings(alert, known)),
  );
}

interface RunAsQuestion {
  readonly rest: RestClient;
  readonly unity: UnityRights;
  /** Left out where it is not there yet: whoever makes it gives the right. */
  readonly warehouse?: Pick<Warehouse, "id" | "name"> | undefined;
}

/** Whom alerts run as, and whether they may read what the queries read: one line a principal, and one for each right that it lacks. */
export async function examineRunAs(
  alerts: readonly PlannedAlert[],
  me: Identity,
  { rest, unity, warehouse }: RunAsQuestion,
): Promise<Diagnosis[]> {
  const named = alerts.filter(({ definition }) => definition.runAs !== undefined);
  const byPrincipal = new Map<string, PlannedAlert[]>();
  for (const alert of alerts) {
    const name = nameOf(alert.definition.runAs) ?? me.userName;
    byPrincipal.set(name, [...(byPrincipal.get(name) ?? []), alert]);
  }
  const results = await Promise.all([
    named.length > 0 ? runAsFindings(named, rest).then((found) => grouped("run_as", found)) : [],
    ...[...byPrincipal].map(async ([name, own]) => {
      const who = name === me.userName ? me : await identityOf(rest, name);
      // That nobody knows it is said already.
      if (who === undefined) return [];
      const others = who === me ? [] : await examineOther(who, me, { rest, warehouse });
      return [...others, ...(await examineReading(who, own, unity))];
    }),
  ]);
  return results.flat();
}

/** To run on a warehouse takes one of these. */
const USING = ["CAN_USE", "CAN_MONITOR", "CAN_MANAGE", "IS_OWNER"];

/** What else it takes to let alerts run as somebody else. */
async function examineOther(
  { userName, groups }: Identity,
  me: Identity,
  { rest, warehouse }: Omit<RunAsQuestion, "unity">,
): Promise<Diagnosis[]> {
  const role = untold(
    "run_as",
    `who may let alerts run as ${userName} is known to the account alone: ${me.userName} needs the role Service Principal User on it`,
    "An administrator of the account gives it, on the principal's page.",
  );
  if (warehouse === undefined) return [role];
  const what = `CAN USE on the SQL warehouse "${warehouse.name}"`;
  const access = await unlessRefused(accessToWarehouse(rest, warehouse.id));
  if (access === undefined) {
    return [
      role,
      untold(
        "rights",
        `only who may manage the SQL warehouse "${warehouse.name}" sees whether ${userName} has ${what}`,
      ),
    ];
  }
  const using = access.filter(({ level }) => USING.includes(level)).map(({ principal }) => principal);
  if ([userName, ...groups].some((name) => using.includes(name)))
    return [role, ok("rights", `${userName} has ${what}`)];
  const fix = `Give it under SQL Warehouses, "${warehouse.name}", Permissions.`;
  return [role, fault("rights", `${userName} lacks ${what}, on which alerts run as them`, fix)];
}

function nameOf(runAs: RunAs | undefined): string | undefined {
  if (runAs === undefined) return undefined;
  return "userName" in runAs ? runAs.userName : runAs.servicePrincipalName;
}

async function examineReading(
  who: Identity,
  alerts: readonly PlannedAlert[],
  unity: UnityRights,
): Promise<Diagnosis[]> {
  const readers = new Map<string, string[]>();
  const unread: string[] = [];
  for (const { alertId, definition } of alerts) {
    const analysis = parseQuery(definition.queryText);
    if (analysis.outcome !== "query") {
      unread.push(alertId);
    } else {
      for (const table of tablesRead(analysis.query))
        readers.set(table, [...(readers.get(table) ?? []), alertId]);
    }
  }
  const tables = [...readers].map(([name, ids]) => ({ name, ids })).filter(({ name }) => isAsked(name));
  const schemas = [...new Set(tables.map(({ name }) => name.slice(0, name.lastIndexOf("."))))];
  const needs: Need[] = [
    ...schemas.map((name) => ({
      object: { type: "schema" as const, name },
      privileges: READS_IN_SCHEMA,
      why: "where alerts read",
    })),
    ...tables.map(({ name, ids }) => ({
      object: { type: "table" as const, name },
      privileges: READS,
      why: `which ${someOf(ids)} ${ids.length === 1 ? "reads" : "read"}`,
    })),
  ];
  const found = (await Promise.all(needs.map((need) => unity.examine(who, need)))).flat();
  const wrong = found.filter(({ status }) => status !== "ok");
  const all = `${who.userName} may read the ${counted(tables.length, "table")} of ${counted(alerts.length, "alert")}`;
  return [
    ...(wrong.length === 0 && tables.length > 0 ? [ok("rights", all)] : wrong),
    ...(unread.length === 0
      ? []
      : [
          untold(
            "rights",
            `the queries of ${someOf(unread)} cannot be read here: which tables they read is not known`,
          ),
        ]),
  ];
}

/** Everybody may read the information schema; of other names it is known only with their catalog what they mean. */
function isAsked(name: string): boolean {
  const parts = name.split(".");
  return parts.length === 3 && parts[1] !== "information_schema";
}

/** One line for all rows that have the same. */
function grouped(about: string, findings: readonly Finding[]): Diagnosis[] {
  const rows = new Map<string, { readonly finding: Finding; readonly ids: string[] }>();
  for (const finding of findings) {
    const group = rows.get(finding.message) ?? { finding, ids: [] };
    group.ids.push(finding.alertId);
    rows.set(finding.message, group);
  }
  return [...rows.values()].map(({ finding: { severity, message, fix }, ids }) =>
    (severity === "error" ? fault : warning)(about, `${someOf(ids)}: ${message}`, fix),
  );
}
