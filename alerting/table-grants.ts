import type { Settings } from "../settings/settings";
import { ALERT_CONFIGURATIONS } from "./tables/alert-configurations";
import { ALERT_SILENCES, SILENCES_IN_FORCE } from "./tables/alert-silences";
import { tablesOf } from "./tables/config-tables";

/** What is granted to whom on one object: `catalog`, `schema` or `table`, its full name, principal → privileges. */
export interface ObjectGrants {
  readonly type: "catalog" | "schema" | "table";
  readonly name: string;
  readonly privileges: Readonly<Record<string, readonly string[]>>;
}

/**
 * What `readers` and `administrators` need: to get to the config tables and to read them, and for administrators to
 * write alert_configurations and silences. Nothing is granted on a whole schema or catalog: other tables may live there.
 */
export function tableGrants({
  catalog,
  goldSchema,
  readers,
  administrators,
  liveSilences,
}: Pick<Settings, "catalog" | "goldSchema" | "readers" | "administrators" | "liveSilences">): ObjectGrants[] {
  const everybody = [...new Set([...readers, ...administrators])];
  if (everybody.length === 0) return [];

  const toAll = (...privileges: string[]) => Object.fromEntries(everybody.map((who) => [who, privileges]));
  return [
    { type: "catalog", name: catalog, privileges: toAll("USE_CATALOG") },
    { type: "schema", name: `${catalog}.${goldSchema}`, privileges: toAll("USE_SCHEMA") },
    ...[
      ...tablesOf({ liveSilences }).map(({ name }) => name),
      ...(liveSilences ? [SILENCES_IN_FORCE] : []),
    ].map((name) => ({
      type: "table" as const,
      name: `${catalog}.${goldSchema}.${name}`,
      privileges: {
        ...toAll("SELECT"),
        ...((name === ALERT_CONFIGURATIONS.name || name === ALERT_SILENCES.name) &&
          Object.fromEntries(administrators.map((who) => [who, ["MODIFY", "SELECT"]]))),
      },
    })),
  ];
}
