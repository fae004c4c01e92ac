import type { AuthoritySettings } from "../../settings/principals";
import type { Settings } from "../../settings/settings";
import type { LiveRunAs, RunAs } from "../definition";
import type { AlertNotes } from "../row-notes";
import type { AlertRow } from "../tables/alert-configurations";
import type { AlertField } from "./alert-field";

/** What says whose rights a row may take. */
type RunAsSettings = Pick<Settings, "runAs"> & Partial<Pick<AuthoritySettings, "allowedRunAs">>;

/**
 * Whose permissions the query runs with: the row's, where the stack lets it choose, before the stack's; a user by e-mail
 * address, else a service principal by application id.
 */
function runAs(row: Pick<AlertRow, "run_as">, settings: RunAsSettings, notes: AlertNotes): RunAs | undefined {
  const chosen = row.run_as?.trim() || undefined;
  const refusal = chosen && whyNot(chosen, settings);
  if (refusal !== undefined) return notes.fault("run_as", refusal);

  const name = chosen ?? settings.runAs;
  if (name === undefined) return undefined;

  return name.includes("@") ? { userName: name } : { servicePrincipalName: name };
}

/** What the stack itself runs alerts as, a row may always name. */
function whyNot(chosen: string, { runAs: own, allowedRunAs = [] }: RunAsSettings): string | undefined {
  const isAny = own === undefined && allowedRunAs.length === 0;
  if (isAny || [own, ...allowedRunAs].some((name) => name?.toLowerCase() === chosen.toLowerCase()))
    return undefined;

  return allowedRunAs.length > 0
    ? `is not one of the setting allowedRunAs (${allowedRunAs.join(", ")})`
    : `may not differ from the setting runAs (${own}): leave it out, or name it in the setting allowedRunAs`;
}

/** Whom it names, in whichever way. */
export function runAsName(runAs: LiveRunAs | undefined): string | undefined {
  return runAs?.userName ?? runAs?.servicePrincipalName;
}

export const RUN_AS: AlertField<"runAs"> = {
  path: "runAs",
  words: "who it runs as",
  read: (row, notes, { settings }) => runAs(row, settings, notes),
  cells: (alert) => ({ run_as: runAsName(alert.runAs) ?? null }),
  // Mail addresses and user names are the same in any case.
  canonical: (value) => JSON.stringify(value).toLowerCase(),
};
