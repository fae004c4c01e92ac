import { unlessRefused } from "../databricks/api-error";
import { OWN_SCORES } from "../alerting/fields/guards";
import type { PlannedAlert } from "../alerting/planned-alert";
import { qualifiedName } from "../alerting/table-names";
import { type FoundObject, findInUnityCatalog } from "../databricks/unity-catalog";
import type { RestClient } from "../databricks/rest-client";
import { NO_FAULTS, type Surroundings, together, untold } from "../lint/surroundings/check";
import { nameParts } from "../sql/quoting";
import type { Settings } from "../settings/settings";
import { type QueryNeed, runnerRights } from "./runner-rights";
import { groupBy } from "../messages/group-by";

export interface ScoresCheck extends Surroundings {
  /** Of the functions that come with the program, and that alerts call: those that are not there. */
  readonly missing: readonly string[];
}

type Scored = Pick<PlannedAlert, "alertId" | "authored" | "definition">;
type Look = (
  kind: "functions" | "schemas",
  name: string,
) => Promise<{ readonly found: FoundObject | undefined } | undefined>;

/**
 * Where alerts have scores: whether the functions that come with the program are there, and whether all that alerts run as may
 * call theirs. Nothing is asked where no row has a score; each function is looked for once.
 */
export async function checkScores(
  settings: Settings,
  rest: RestClient,
  alerts: readonly Scored[],
): Promise<ScoresCheck> {
  const byFunction = groupBy(alerts, ({ authored }) => authored.score?.function);
  const own = new Map<string, string>(OWN_SCORES.map((name) => [qualifiedName(settings, name), name]));
  const look: Look = (kind, name) =>
    unlessRefused(findInUnityCatalog(rest, kind, [name]).then((found) => ({ found })));
  const results = await Promise.all(
    [...byFunction].map(async ([called, callers]): Promise<ScoresCheck> => {
      if (called === undefined) return { ...NO_FAULTS, missing: [] };
      const name = nameParts(called).join(".");
      const ownName = own.get(called);
      const answer = await look("functions", name);
      // Who may not look makes it as the state has it.
      const isMissing = answer !== undefined && answer.found === undefined;
      const isOwn = ownName !== undefined;
      const rights = await callersRights(name, callers, { answer, isOwn, look, settings, rest });
      return { ...rights, missing: isOwn && isMissing ? [ownName] : [] };
    }),
  );
  return { ...together(results), missing: results.flatMap((result) => result.missing) };
}

interface Asked {
  readonly answer: Awaited<ReturnType<Look>>;
  readonly isOwn: boolean;
  readonly look: Look;
  readonly settings: Settings;
  readonly rest: RestClient;
}

async function callersRights(
  name: string,
  callers: readonly Scored[],
  { answer, isOwn, look, settings, rest }: Asked,
): Promise<Surroundings> {
  if (settings.checkRights === "off") return NO_FAULTS;
  if (answer === undefined)
    return untold(`You may not see the function ${name}: who may call it is not known.`);
  // That a function of somebody else is not there is what its call says (`score/function`).
  if (answer.found === undefined && !isOwn) return NO_FAULTS;
  const schema = name.slice(0, name.lastIndexOf("."));
  // A new one can be called by whoever may call all of its schema.
  const found = answer.found ?? (await look("schemas", schema))?.found;
  if (found === undefined) return NO_FAULTS;
  const object = { type: "function", name } as const;
  const need: QueryNeed = {
    object,
    privilege: "EXECUTE",
    asked: { object: answer.found ? object : { type: "schema", name: schema }, found },
    doing: `call the function ${name}`,
    why: "which their queries ask for a score",
    instead: "set ml_model_enabled to FALSE in their rows",
  };
  return runnerRights(callers, need, settings, rest);
}
