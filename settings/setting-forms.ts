import { z } from "zod";

/** The elements of a setting that is a list: `a, b`. An empty one is kept: it is a slip, to be told. */
export function elementsOf(list: string): string[] {
  return list.trim() === "" ? [] : list.split(",").map((element) => element.trim());
}

/** `name=value`, cut at the last `=`: a name may hold one. Either may be empty. */
export function pairOf(element: string): readonly [name: string, value: string] {
  const at = element.lastIndexOf("=");
  return [element.slice(0, Math.max(at, 0)).trim(), element.slice(at + 1).trim()];
}

/** Names of packs: `cost, reliability`. */
export const packList = z
  .string()
  .default("")
  .transform(elementsOf)
  .refine(
    (names) => names.every((name) => /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name)),
    "must be names of packs, separated by commas",
  )
  .refine((names) => new Set(names).size === names.length, "names a pack twice");

/** A setting that is on or off, and what it is when it is not given. */
export function switchedTo(fallback: "true" | "false") {
  return z
    .enum(["true", "false"], { error: "must be true or false" })
    .default(fallback)
    .transform((value) => value === "true");
}

/** A folder of the workspace's tree: `/Workspace/Teams//alerts/` is `/Teams/alerts`. */
export const workspaceFolder = z
  .string()
  .regex(/^\/./, "must be an absolute workspace folder such as /Alerting")
  .refine((path) => !path.split("/").some((name) => /^\.{1,2}$/.test(name)), "must not hold . or ..")
  .transform(withoutPrefix);

/** `/Workspace/Teams//alerts/` is `/Teams/alerts`. */
export function withoutPrefix(path: string): string {
  return path
    .replaceAll(/\/{2,}/g, "/")
    .replace(/^\/Workspace(?=\/)/, "")
    .replace(/\/$/, "");
}

/** What is found is not looked for, told, or ends the run. */
const MODES = ["off", "warn", "fail"] as const;

/** What is asked of the workspace before anything is declared, and what that may cost. */
export const contractSettingsShape = z.object({
  // Whether new and changed rows are checked against the workspace.
  contractChecks: mode("warn"),
  // Whether a right that is missing, for which the run would fail, is looked for before anything is made.
  checkRights: mode("fail"),
  contractCheckStatements: count("200", "statements"),
  contractCheckSeconds: count("30", "seconds"),
});

function mode(usual: (typeof MODES)[number]) {
  return z.enum(MODES, { error: `must be one of ${MODES.join(", ")}` }).default(usual);
}

function count(usual: string, unit: string) {
  return z
    .string()
    .regex(/^[1-9]\d*$/, `must be a whole number of ${unit}, at least 1`)
    .default(usual)
    .transform(Number);
}

/** A row and the alert that it may take over, whatever that is called: whoever sets up the stack has said so by name. */
export interface AdoptedAlert {
  /** The row's `alert_id`. */
  readonly alertId: string;
  readonly databricksAlertId: string;
}

/** `COST-012=1927647905808833, COST-013=1927647905808834`. No row has two of them, and no alert two rows. */
export const adoptedAlerts = z
  .string()
  .default("")
  .transform(elementsOf)
  .transform((elements, context): readonly AdoptedAlert[] => {
    const adopted = elements.flatMap((element) => adoptedAlert(element, context) ?? []);
    for (const key of ["alertId", "databricksAlertId"] as const) {
      const names = adopted.map((one) => one[key]);
      for (const name of new Set(names.filter((one, index) => names.indexOf(one) < index)))
        context.addIssue({ code: "custom", message: `names ${name} twice` });
    }
    return adopted;
  });

function adoptedAlert(element: string, context: z.RefinementCtx): AdoptedAlert | undefined {
  const [alertId, databricksAlertId] = pairOf(element);
  if (alertId !== "" && databricksAlertId !== "") return { alertId, databricksAlertId };

  const message = `must be <alert_id>=<id of the alert>, separated by commas, not ${JSON.stringify(element)}`;
  context.addIssue({ code: "custom", message });
  return undefined;
}
