import { unlessRefused } from "../../databricks/api-error";
import { runAsName } from "../../alerting/fields/run-as";
import type { PlannedAlert } from "../../alerting/planned-alert";
import { type Identity, identityOf } from "../../databricks/directory";
import type { RestClient } from "../../databricks/rest-client";
import { accessToWarehouse } from "../../databricks/unity-catalog";
import type { Warehouse } from "../../databricks/warehouses";
import { runAsFindings } from "../../lint/checks/alert-findings";
import { REFUSED } from "../../lint/surroundings/check-surroundings";
import { CALLS, READS, READS_IN_SCHEMA } from "../../lint/surroundings/rights";
import { groupBy } from "../../messages/group-by";
import { counted, someOf } from "../../messages/words";
import { parseQuery } from "../../sql/parse-query";
import { nameParts } from "../../sql/quoting";
import { tablesRead } from "../../sql/select-scopes";
import { grouped } from "./alerts";
import { type Diagnosis, fault, ok, untold, warning } from "./diagnosis";
import { grantsTo, type Need, type UnityRights } from "./rights";

interface RunAsQuestion {
  readonly rest: RestClient;
  readonly unity: UnityRights;
  /** Left out where it is not there yet: whoever makes it gives the right. */
  readonly warehouse?: Pick<Warehouse, "id" | "name"> | undefined;
  /** Functions of scores that an up makes itself. */
  readonly madeScores: readonly string[];
}

/** Whom alerts run as, and whether they may read what the queries read: one line a principal, and one for each right that it lacks. */
export async function examineRunAs(
  alerts: readonly PlannedAlert[],
  me: Identity,
  { rest, unity, warehouse, madeScores }: RunAsQuestion,
): Promise<Diagnosis[]> {
  const named = alerts.filter(({ definition }) => definition.runAs !== undefined);
  const byPrincipal = groupBy(alerts, ({ definition }) => runAsName(definition.runAs) ?? me.userName);
  const results = await Promise.all([
    named.length > 0 ? runAsFindings(named, rest).then((found) => grouped("run_as", found)) : [],
    ...[...byPrincipal].map(async ([name, own]) => {
      const who = name === me.userName ? me : await identityOf(rest, name);
      // That nobody knows it is said already.
      if (who === undefined) return [];
      const others = who === me ? [] : await examineOther(who, me, { rest, warehouse });
      return [...others, ...(await examineReading(who, own, { unity, madeScores, isMe: who === me }))];
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
  { rest, warehouse }: Omit<RunAsQuestion, "unity" | "madeScores">,
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

async function examineReading(
  who: Identity,
  alerts: readonly PlannedAlert[],
  asked: Pick<RunAsQuestion, "unity" | "madeScores"> & { readonly isMe: boolean },
): Promise<Diagnosis[]> {
  const { unity } = asked;
  const readers = new Map<string, string[]>();
  const callers = new Map<string, string[]>();
  const unread: string[] = [];
  for (const { alertId, authored, definition } of alerts) {
    const called = authored.score && nameParts(authored.score.function).join(".");
    if (called !== undefined) callers.set(called, [...(callers.get(called) ?? []), alertId]);
    const analysis = parseQuery(definition.queryText);
    if (analysis.outcome !== "query") {
      unread.push(alertId);
    } else {
      for (const table of tablesRead(analysis.query))
        readers.set(table, [...(readers.get(table) ?? []), alertId]);
    }
  }
  const tables = [...readers].map(([name, ids]) => ({ name, ids })).filter(({ name }) => isAsked(name));
  const inSchemas = [...tables.map(({ name }) => name), ...callers.keys()];
  const schemas = [...new Set(inSchemas.map((name) => name.slice(0, name.lastIndexOf("."))))];
  const needs: Need[] = [
    ...schemas.map((name) => ({
      object: { type: "schema" as const, name },
      privileges: READS_IN_SCHEMA,
      why: callers.size > 0 ? "where alerts read and call" : "where alerts read",
    })),
    ...tables.map(({ name, ids }) => ({
      object: { type: "table" as const, name },
      privileges: READS,
      why: `which ${someOf(ids)} ${ids.length === 1 ? "reads" : "read"}`,
    })),
  ];
  const functions = [...callers].map(([name, ids]) => ({
    object: { type: "function" as const, name },
    privileges: CALLS,
    why: `which ${someOf(ids)} ${ids.length === 1 ? "asks" : "ask"} for a score`,
  }));
  const found = await Promise.all([
    ...needs.map((need) => unity.examine(who, need)),
    ...functions.map((need) => examineCalling(who, need, asked)),
  ]);
  const wrong = found.flat().filter(({ status }) => status !== "ok");
  const may = [
    ...(tables.length > 0 ? [`read the ${counted(tables.length, "table")}`] : []),
    ...(functions.length > 0 ? [`call the ${counted(functions.length, "function")}`] : []),
  ].join(" and ");
  const all = `${who.userName} may ${may} of ${counted(alerts.length, "alert")}`;
  return [
    ...(wrong.length === 0 && may !== "" ? [ok("rights", all)] : wrong),
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

/** One that an up makes is called by whoever makes it, and by whoever may call all of its schema. */
async function examineCalling(
  who: Identity,
  need: Need,
  { unity, madeScores, isMe }: Pick<RunAsQuestion, "unity" | "madeScores"> & { readonly isMe: boolean },
): Promise<Diagnosis[]> {
  const { object, privileges, why } = need;
  const isMade = madeScores.some((made) => nameParts(made).join(".") === object.name);
  if (!isMade || (await unity.find(object).catch(() => REFUSED)) !== undefined)
    return unity.examine(who, need);
  if (isMe) return [];
  const schema = { type: "schema", name: object.name.slice(0, object.name.lastIndexOf(".")) } as const;
  const inAll = await unity.examine(who, { object: schema, privileges, why });
  if (inAll.every(({ status }) => status === "ok")) return [];
  const text = `An up makes the function ${object.name}, ${why}. ${who.userName} needs EXECUTE on it from then on:`;
  return [warning("rights", text, grantsTo(who.userName, object, privileges))];
}

/** Everybody may read the information schema; of other names it is known only with their catalog what they mean. */
function isAsked(name: string): boolean {
  const parts = name.split(".");
  return parts.length === 3 && parts[1] !== "information_schema";
}
