import type * as pulumi from "@pulumi/pulumi";
import type { PlannedAlert } from "../alerting/planned-alert";
import { qualifiedName } from "../alerting/table-names";
import { scoreFunctions } from "../rows/statements/score-functions";
import type { Settings } from "../settings/settings";
import { SqlDefinition } from "./sql-definition";

type Place = Pick<Settings, "catalog" | "goldSchema">;
type Scored = Pick<PlannedAlert, "authored">;

/** Those of the functions that come with the program that the alerts call. */
function calledBy(alerts: readonly Scored[], names: Place) {
  const called = new Set(alerts.map(({ authored: { score } }) => score?.function));
  return scoreFunctions(names).filter(({ name }) => called.has(qualifiedName(names, name)));
}

export interface ScoreFunctionsArgs {
  readonly settings: Pick<Settings, "catalog" | "goldSchema" | "deleteTables">;
  readonly alerts: readonly Scored[];
  readonly missingScores: readonly string[];
}

/**
 * The functions that the alerts call, by the names that their queries call them by. Like the tables a function stays where no row
 * calls it any more, unless `deleteTables` says otherwise: a query that still does would be an error.
 */
export function declareScores(
  { settings, alerts, missingScores: missing }: ScoreFunctionsArgs,
  options: pulumi.CustomResourceOptions,
): ReadonlyMap<string, pulumi.CustomResource> {
  const { catalog, goldSchema: schema, deleteTables } = settings;
  return new Map(
    calledBy(alerts, settings).map((defined) => [
      qualifiedName(settings, defined.name),
      new SqlDefinition(
        defined.name,
        { ...defined, catalog, schema, isMissing: missing.includes(defined.name) },
        { ...options, retainOnDelete: !deleteTables },
      ),
    ]),
  );
}
