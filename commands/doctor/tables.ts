import { tableGrants } from "../../alerting/table-grants";
import { ALERT_CONFIGURATIONS } from "../../alerting/tables/alert-configurations";
import { ALERT_SYNC_METRICS } from "../../alerting/tables/alert-sync-metrics";
import { tablesOf } from "../../alerting/tables/config-tables";
import { NOTIFICATION_DESTINATIONS } from "../../alerting/tables/notification-destinations";
import type { Securable } from "../../databricks/grants-api";
import type { Check } from "../../lint/surroundings/check";
import { tablesPlace } from "../../lint/surroundings/check-surroundings";
import { READS, READS_IN_SCHEMA, WRITES } from "../../lint/surroundings/rights";
import type { Settings } from "../../settings/settings";
import { type Diagnosis, fault, ok, warning } from "./diagnosis";
import { grantsTo, type Need, type UnityRights } from "./rights";

const ABOUT = "tables";

/** Where the config tables are or will be, and what whoever deploys may do there. */
export async function examineTables(check: Check, unity: UnityRights): Promise<readonly Diagnosis[]> {
  const { settings } = check;
  const objects = tablesOf(settings).map(({ name }) => tableOf(settings, name));
  const [place, ...tables] = await Promise.all([
    tablesPlace(check, (object) => unity.find(object)),
    ...objects.map(async (object) => ({ object, isThere: (await unity.find(object)) !== undefined })),
  ]);
  const present = tables.filter(({ isThere }) => isThere).map(({ object }) => object);
  const missing = objects.filter((object) => !present.includes(object));
  if (place === undefined) return [newCatalog(settings)];
  const who = await check.identity();
  if ("faults" in place) {
    const { faults, unseen } = place;
    const fix = unseen && grantsTo(who.userName, unseen.object, unseen.privileges);
    return faults.map((text) => fault(ABOUT, text, fix));
  }
  const isMade = place.object.type === "catalog";
  const needs: Need[] = [
    missing.length > 0
      ? { ...place, why: isMade ? "to make the schema" : "to make tables" }
      : { object: place.object, privileges: READS_IN_SCHEMA, why: "to read the tables" },
    ...present.map((object) => ({ object, privileges: READS, why: "to read its rows" })),
    ...present
      .filter(({ name }) => writtenTables(settings).some((table) => name.endsWith(`.${table}`)))
      .map((object) => ({ object, privileges: WRITES, why: "to write what a run did" })),
    ...granting(settings, present),
  ];
  const rights = await Promise.all(needs.map((need) => unity.examine(who, need)));
  return [found(settings, isMade, present, missing), ...rights.flat()];
}

function tableOf({ catalog, goldSchema }: Settings, table: string): Securable {
  return { type: "table", name: `${catalog}.${goldSchema}.${table}` };
}

function newCatalog({ catalog }: Settings): Diagnosis {
  return warning(
    ABOUT,
    `The catalog ${catalog} does not exist yet: an up makes it (createCatalog). Whether you may is known to the metastore's administrators alone`,
    "GRANT CREATE CATALOG ON METASTORE TO <whoever deploys>; by an administrator of the metastore, or have the catalog made.",
  );
}

/** Tables that outcomes go into. */
function writtenTables({ manageDestinations }: Settings): string[] {
  const outcomes = [ALERT_CONFIGURATIONS.name, ALERT_SYNC_METRICS.name];
  return manageDestinations ? [...outcomes, NOTIFICATION_DESTINATIONS.name] : outcomes;
}

/** Whoever makes a table may grant on it; on what was there before it takes MANAGE. */
function granting(settings: Settings, present: readonly Securable[]): Need[] {
  const isThere = ({ type, name }: Securable) =>
    type !== "table" || present.some((table) => table.name === name);
  return tableGrants(settings)
    .map(({ type, name }): Securable => ({ type, name }))
    .filter(isThere)
    .map((object) => ({
      object,
      privileges: ["MANAGE"],
      why: "to grant what readers and administrators need",
    }));
}

function found(
  { catalog, goldSchema }: Settings,
  isMade: boolean,
  present: readonly Securable[],
  missing: readonly Securable[],
): Diagnosis {
  const short = (tables: readonly Securable[]) =>
    tables.map(({ name }) => name.slice(name.lastIndexOf(".") + 1)).join(", ");
  const schema = `${catalog}.${goldSchema} ${isMade ? "does not exist yet: an up makes it (createSchema)" : "exists"}`;
  const has = present.length > 0 ? [`has ${short(present)}`] : [];
  const gets = missing.length > 0 ? [`gets ${short(missing)} by an up`] : [];
  return ok(ABOUT, [schema, ...has, ...gets].join(", and "));
}
