import type { PlannedAlert } from "../alerting/planned-alert";
import { runAsName } from "../alerting/fields/run-as";
import { ALERT_SILENCES, SILENCES_IN_FORCE } from "../alerting/tables/alert-silences";
import { type Identity, ownIdentity } from "../databricks/directory";
import type { Securable } from "../databricks/grants-api";
import { lackingPrivileges } from "../databricks/privileges";
import type { RestClient } from "../databricks/rest-client";
import { findInUnityCatalog, type FoundObject } from "../databricks/unity-catalog";
import { counted, someOf } from "../messages/words";
import type { Settings } from "../settings/settings";
import { quoteIdentifier } from "../sql/quoting";
import {
  fault,
  NO_FAULTS,
  type Surroundings,
  together,
  unlessRefused,
  whereAnswered,
} from "../lint/surroundings/check";

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
  const object: Securable | undefined = view?.found
    ? { type: "table", name: `${catalog}.${goldSchema}.${SILENCES_IN_FORCE}` }
    : schema?.found && { type: "schema", name: `${catalog}.${goldSchema}` };
  const found = view?.found ?? schema?.found;
  if (settings.checkRights === "off" || object === undefined || found === undefined)
    return { ...NO_FAULTS, missing, notes };

  const names = new Set(guarded.map(runnerOf));
  const reports = await Promise.all(
    [...names].map((name) => {
      const ofThem = guarded.filter((alert) => runnerOf(alert) === name);
      const asked = lackOf(name, object, found, rest);
      return whereAnswered(
        `Whether ${name === "" ? "you" : name} may read the view of silences`,
        asked,
        (lack) =>
          lack === undefined ? NO_FAULTS : reportOf(lack, ofThem, settings, view?.found !== undefined),
      );
    }),
  );
  return { missing, notes, ...together(reports) };
}

function aboutSilences(guarded: readonly Pick<PlannedAlert, "definition">[]): string {
  const told = guarded.filter(({ definition }) => definition.evaluation.notification.notifyOnOk).length;
  return (
    `liveSilences: the query of ${counted(guarded.length, "alert")} reads the view ${SILENCES_IN_FORCE} from now on, so that a row of ` +
    `${ALERT_SILENCES.name} makes an alert quiet without a deployment. A quiet alert shows OK, also one that was firing: with notify_on_ok (${told} of ` +
    `them), that sends an OK message (docs/silences.md).`
  );
}

/** Empty for whoever deploys. */
function runnerOf({ definition }: Pick<PlannedAlert, "definition">): string {
  return runAsName(definition.runAs) ?? "";
}

interface Lack {
  readonly userName: string;
  readonly privileges: readonly string[];
  /** Groups that have it, and that they may be in. */
  readonly groups: readonly string[];
}

async function lackOf(
  name: string,
  object: Securable,
  found: FoundObject,
  rest: RestClient,
): Promise<Lack | undefined> {
  const me = await ownIdentity(rest);
  const isMe = name === "" || name.toLowerCase() === me.userName.toLowerCase();
  // Whoever makes the view owns it.
  if (isMe && object.type === "schema") return undefined;
  // The groups of others are not theirs to know who deploys.
  const who: Identity = isMe ? me : { userName: name, groups: ["account users"] };
  const lacking = await lackingPrivileges(rest, who, object, found, ["USE_CATALOG", "USE_SCHEMA", "SELECT"]);
  return lacking.length === 0
    ? undefined
    : {
        userName: who.userName,
        privileges: lacking.map(({ privilege }) => privilege),
        groups: [...new Set(lacking.flatMap(({ groups }) => groups))],
      };
}

function reportOf(
  { userName, privileges, groups }: Lack,
  alerts: readonly Pick<PlannedAlert, "alertId">[],
  { catalog, goldSchema, checkRights }: Settings,
  isThere: boolean,
): Surroundings {
  const place = [catalog, goldSchema, SILENCES_IN_FORCE].map(quoteIdentifier);
  const to = `TO ${quoteIdentifier(userName)}`;
  const on: Readonly<Record<string, string>> = {
    USE_CATALOG: `GRANT USE CATALOG ON CATALOG ${place.slice(0, 1).join(".")} ${to}`,
    USE_SCHEMA: `GRANT USE SCHEMA ON SCHEMA ${place.slice(0, 2).join(".")} ${to}`,
    SELECT: `GRANT SELECT ON TABLE ${place.join(".")} ${to}`,
  };
  const statements = privileges.map((privilege) => on[privilege] ?? privilege).join("; ");
  const names = privileges.map((privilege) => privilege.replaceAll("_", " ")).join(", ");
  const who = `${counted(alerts.length, "alert")} (${someOf(alerts.map(({ alertId }) => alertId))}) run as ${userName}`;
  const view = `the view ${catalog}.${goldSchema}.${SILENCES_IN_FORCE}, which their queries read where liveSilences is true`;
  const until = isThere ? "" : " as soon as the up has made it";
  const sentence =
    groups.length > 0
      ? `${who}; ${names} for ${view} is with groups that they may be in or not (${groups.join(", ")}). ` +
        `Unless they are, each evaluation is an ERROR, which tells nobody. Else${until}: ${statements}`
      : `${who}, who lacks ${names} for ${view}: each evaluation would be an ERROR, which tells nobody. ` +
        `Run${until}: ${statements}; or set liveSilences to false.`;
  const isFault = isThere && groups.length === 0 && checkRights === "fail";
  return isFault ? fault(sentence) : { ...NO_FAULTS, warnings: [sentence] };
}
