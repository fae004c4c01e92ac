import { runAsName } from "../alerting/fields/run-as";
import type { PlannedAlert } from "../alerting/planned-alert";
import { type Identity, ownIdentity } from "../databricks/directory";
import type { Securable } from "../databricks/grants-api";
import { lackingPrivileges } from "../databricks/privileges";
import type { RestClient } from "../databricks/rest-client";
import type { FoundObject } from "../databricks/unity-catalog";
import { fault, NO_FAULTS, type Surroundings, together, whereAnswered } from "../lint/surroundings/check";
import { grantOf, inSql } from "../lint/surroundings/rights";
import { counted, someOf } from "../messages/words";
import type { Settings } from "../settings/settings";

type Runnable = Pick<PlannedAlert, "alertId" | "definition">;

/** What the compiled queries of some alerts need besides what their rows' own queries read. */
export interface QueryNeed {
  /** In its schema, with the use of that. */
  readonly object: Securable;
  readonly privilege: "SELECT" | "EXECUTE";
  /** What is asked: the object, or the schema in which the run makes it. */
  readonly asked: { readonly object: Securable; readonly found: FoundObject };
  /** `read the view of silences` */
  readonly doing: string;
  /** `which their queries read where liveSilences is true` */
  readonly why: string;
  /** What helps besides a grant: `set liveSilences to false`. */
  readonly instead: string;
}

/** Whether all that the alerts run as have what their queries need: without it each evaluation of theirs would be an error. */
export async function runnerRights(
  alerts: readonly Runnable[],
  need: QueryNeed,
  { checkRights }: Pick<Settings, "checkRights">,
  rest: RestClient,
): Promise<Surroundings> {
  if (checkRights === "off") return NO_FAULTS;
  const names = new Set(alerts.map(runnerOf));
  const reports = await Promise.all(
    [...names].map((name) => {
      const ofThem = alerts.filter((alert) => runnerOf(alert) === name);
      const asked = lackOf(name, need, rest);
      return whereAnswered(`Whether ${name === "" ? "you" : name} may ${need.doing}`, asked, (lack) =>
        lack === undefined ? NO_FAULTS : reportOf(lack, ofThem, need, checkRights),
      );
    }),
  );
  return together(reports);
}

/** Empty for whoever deploys. */
function runnerOf({ definition }: Runnable): string {
  return runAsName(definition.runAs) ?? "";
}

function isThere({ object, asked }: QueryNeed): boolean {
  return asked.object.name === object.name;
}

interface Lack {
  readonly userName: string;
  readonly privileges: readonly string[];
  /** Groups that have it, and that they may be in. */
  readonly groups: readonly string[];
}

async function lackOf(name: string, need: QueryNeed, rest: RestClient): Promise<Lack | undefined> {
  const me = await ownIdentity(rest);
  const isMe = name === "" || name.toLowerCase() === me.userName.toLowerCase();
  // Whoever makes it owns it.
  if (isMe && !isThere(need)) return undefined;
  // The groups of others are not theirs to know who deploys.
  const who: Identity = isMe ? me : { userName: name, groups: ["account users"] };
  const { object, found } = need.asked;
  const lacking = await lackingPrivileges(rest, who, object, found, [
    "USE_CATALOG",
    "USE_SCHEMA",
    need.privilege,
  ]);
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
  alerts: readonly Runnable[],
  need: QueryNeed,
  checkRights: Settings["checkRights"],
): Surroundings {
  const { object, why, instead } = need;
  const statements = privileges.map((privilege) => grantOf(privilege, object, userName)).join("; ");
  const names = privileges.map(inSql).join(", ");
  const who = `${counted(alerts.length, "alert")} (${someOf(alerts.map(({ alertId }) => alertId))}) run as ${userName}`;
  const what = `the ${need.privilege === "SELECT" ? "view" : "function"} ${object.name}, ${why}`;
  const until = isThere(need) ? "" : " as soon as the up has made it";
  const sentence =
    groups.length > 0
      ? `${who}; ${names} for ${what} is with groups that they may be in or not (${groups.join(", ")}). ` +
        `Unless they are, each evaluation is an ERROR, which tells nobody. Else${until}: ${statements}`
      : `${who}, who lacks ${names} for ${what}: each evaluation would be an ERROR, which tells nobody. ` +
        `Run${until}: ${statements}; or ${instead}.`;
  const isFault = isThere(need) && groups.length === 0 && checkRights === "fail";
  return isFault ? fault(sentence) : { ...NO_FAULTS, warnings: [sentence] };
}
