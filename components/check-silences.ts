import { unlessRefused } from "../databricks/api-error";
import type { PlannedAlert } from "../alerting/planned-alert";
import { ALERT_SILENCES, SILENCES_IN_FORCE } from "../alerting/tables/alert-silences";
import type { RestClient } from "../databricks/rest-client";
import { findInUnityCatalog } from "../databricks/unity-catalog";
import { counted } from "../messages/words";
import type { Settings } from "../settings/settings";
import { NO_FAULTS, type Surroundings } from "../lint/surroundings/check";
import { type QueryNeed, runnerRights } from "./runner-rights";

export interface SilencesCheck extends Surroundings {
  /** Of the table and the view: those that are not there. */
  readonly missing: readonly string[];
  /** What to know about silences, once: when they come. */
  readonly notes: readonly string[];
}

const NOTHING: SilencesCheck = { ...NO_FAULTS, missing: [], notes: [] };

/**
 * Where alerts heed silences: whether the table and the view are there, and whether all that alerts run as may read the view.
 * Without that right each evaluation of theirs would be an error.
 */
export async function checkSilences(
  settings: Settings,
  rest: RestClient,
  alerts: readonly Pick<PlannedAlert, "alertId" | "authored" | "definition">[],
): Promise<SilencesCheck> {
  if (!settings.liveSilences) return NOTHING;
  const { catalog, goldSchema } = settings;
  const find = (kind: "tables" | "schemas", name: readonly string[]) =>
    unlessRefused(findInUnityCatalog(rest, kind, name).then((found) => ({ found })));
  const [table, view, schema] = await Promise.all([
    find("tables", [catalog, goldSchema, ALERT_SILENCES.name]),
    find("tables", [catalog, goldSchema, SILENCES_IN_FORCE]),
    find("schemas", [catalog, goldSchema]),
  ]);
  const isMissing = (answer: typeof table) => answer !== undefined && answer.found === undefined;
  const missing = [
    ...(isMissing(table) ? [ALERT_SILENCES.name] : []),
    ...(isMissing(view) ? [SILENCES_IN_FORCE] : []),
  ];
  const guarded = alerts.filter(({ authored }) => authored.silences !== undefined);
  const notes = missing.includes(SILENCES_IN_FORCE) && guarded.length > 0 ? [aboutSilences(guarded)] : [];
  // A new view can be read by whoever may read the whole schema.
  const name = `${catalog}.${goldSchema}.${SILENCES_IN_FORCE}`;
  const object = { type: "table", name } as const;
  const found = view?.found ?? schema?.found;
  if (found === undefined) return { ...NO_FAULTS, missing, notes };

  const need: QueryNeed = {
    object,
    privilege: "SELECT",
    asked: { object: view?.found ? object : { type: "schema", name: `${catalog}.${goldSchema}` }, found },
    doing: "read the view of silences",
    why: "which their queries read where liveSilences is true",
    instead: "set liveSilences to false",
  };
  return { ...(await runnerRights(guarded, need, settings, rest)), missing, notes };
}

function aboutSilences(guarded: readonly Pick<PlannedAlert, "definition">[]): string {
  const told = guarded.filter(({ definition }) => definition.evaluation.notification.notifyOnOk).length;
  return (
    `liveSilences: the query of ${counted(guarded.length, "alert")} reads the view ${SILENCES_IN_FORCE} from now on, so that a row of ` +
    `${ALERT_SILENCES.name} makes an alert quiet without a deployment. A quiet alert shows OK, also one that was firing: with notify_on_ok (${told} of ` +
    `them), that sends an OK message (docs/silences.md).`
  );
}
