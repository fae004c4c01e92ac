import { ExpectedError } from "../alerting/expected-error";
import { someOf } from "../alerting/counted";
import type { RunAs } from "../alerting/definition";
import { shownText } from "../alerting/shown-value";
import { ownName } from "../databricks/directory";
import type { RestClient } from "../databricks/rest-client";
import type { AlertChange } from "./changes/alert-change";

/** With whose rights a review asks queries. */
export interface Asker {
  readonly name: string;
  /** Somebody chose whose rights these are: those of a principal that may read what any alert may. */
  readonly isChosen: boolean;
}

/** @throws ExpectedError where it is to be another than who signed in */
export async function readAsker(rest: RestClient, chosen: string | undefined): Promise<Asker> {
  const name = await ownName(rest);
  if (chosen !== undefined && !isSame(chosen, name)) {
    throw new ExpectedError(
      `The review is to ask as ${shownText(chosen)}, and would as ${shownText(name)}, whose credentials these are: ` +
        "sign in as the one who is to ask, or name another.",
    );
  }
  return { name, isChosen: chosen !== undefined };
}

/**
 * Whether the queries of the alert may be asked. A row can read no more in a review than its alert could: one that runs as
 * another than the asker is asked only where somebody chose who asks.
 */
export function mayAsk({ planned }: AlertChange, { name, isChosen }: Asker): boolean {
  const runAs = nameOf(planned?.definition.runAs);
  return isChosen || runAs === undefined || isSame(runAs, name);
}

/** What the report says of who asked. */
export interface Asked {
  readonly as: string;
  /** Whom alerts run as that are others. */
  readonly others: readonly string[];
  readonly isChosen: boolean;
}

export function askedAs({ name, isChosen }: Asker, changes: readonly AlertChange[]): Asked {
  const named = changes.flatMap(({ planned }) => nameOf(planned?.definition.runAs) ?? []);
  const others = [...new Set(named)].filter((one) => !isSame(one, name)).sort();
  return { as: name, others, isChosen };
}

/** Why alerts were not asked. */
export function notAskedText(changes: readonly AlertChange[], { name }: Asker): string[] {
  if (changes.length === 0) return [];
  const ids = someOf(changes.map(({ alertId }) => shownText(alertId)));
  const runAs = someOf(askedAs({ name, isChosen: false }, changes).others.map((one) => shownText(one)));
  return [
    `What ${ids} would say now and would have said: to run as ${runAs}, and this review asks as ${shownText(name)}, who may read ` +
      "more. Sign in as the principal of the alerts, or as one that may only read what alerts may, and name it by " +
      "--as or DATABRICKS_PREVIEW_CLIENT_ID.",
  ];
}

function nameOf(runAs: RunAs | undefined): string | undefined {
  return runAs && ("userName" in runAs ? runAs.userName : runAs.servicePrincipalName);
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
