import { createHash } from "node:crypto";
import { resourceProvider } from "./resource-provider";
import { recordVanished } from "./vanished-alerts";
import type { Workspace } from "./workspace";

export interface GuardInputs {
  /** Row → `databricks_alert_id` as the row has it, or an empty text: all alerts that this run declares. */
  readonly alerts: Readonly<Record<string, string>>;
  /** Disabled row that is not declared → the alert that it names. */
  readonly leaving?: Readonly<Record<string, string>>;
  /** The alerts' folder: in another one, all of them are deleted and made anew. */
  readonly parentPath: string;
  /** Rows that are not declared (disabled). */
  readonly skipped: number;
  readonly maxDeletes: number | "auto";
  /** There was no table to read: then none of the alerts that exist may go, unless `maxDeletes` is a number. */
  readonly firstRun: boolean;
  /** There are tables that could not be read: what this run deletes is not known yet. Only at a preview. */
  readonly unread?: boolean;
  /** Rows that the last run declared and this one does not → when that was noticed, ISO 8601. Added by the provider. */
  readonly removed?: Readonly<Record<string, string>>;
}

export interface GuardOutputs {
  /** As in the inputs: the program tells by the time whether they are of its own run. The first release had none. */
  readonly removed?: Readonly<Record<string, string>>;
  /** Of the rows that were declared; the ids that the rows name are no part of it, they come after the first run. */
  readonly digest: string;
}

/** At most this many, or this share, of all alerts may go in one run unless `maxDeletes` says otherwise. */
const AUTO = { count: 3, share: 0.2 };

/** Refuses, at preview, a run that would delete many alerts: a table emptied by mistake must not empty the workspace. */
export const provider = resourceProvider<GuardInputs, GuardOutputs>({
  check(olds, news, workspace) {
    workspace.syncLog.expect(Object.keys(news.alerts), news.skipped);
    for (const [alertId, databricksAlertId] of Object.entries(news.alerts)) {
      if (databricksAlertId) {
        workspace.claims.set(alertId, databricksAlertId);
      }
    }
    expectToLeave(news, workspace);
    const before = Object.keys(olds.alerts ?? {});
    const moves = olds.parentPath !== undefined && olds.parentPath !== news.parentPath;
    const deleted = before.filter((alertId) => moves || !Object.hasOwn(news.alerts, alertId));
    const allowed = allowedDeletes(news, before.length);
    if (deleted.length <= allowed || news.unread === true) {
      return [];
    }
    const named = deleted.slice(0, 10).join(", ") + (deleted.length > 10 ? ", …" : "");
    return [
      {
        // With a property, the engine would show its whole value.
        property: "",
        reason:
          (news.firstRun ? "the table alert_configurations does not exist (any more), and " : "") +
          (moves ? "parentPath changes, which makes every alert anew, and " : "") +
          `this run would delete ${deleted.length} of ${before.length} alerts (${named}), more than the ${allowed} that ` +
          `maxDeletes=${news.maxDeletes} allows. If that is meant: pulumi config set maxDeletes ${deleted.length}`,
      },
    ];
  },

  /** Only the engine knows what the last run declared; through the inputs, the program gets to know it at preview. */
  complete(olds, news) {
    const gone = Object.keys(olds.alerts ?? {}).filter((alertId) => !Object.hasOwn(news.alerts, alertId));
    const now = new Date().toISOString();
    return { ...news, removed: Object.fromEntries(gone.map((alertId) => [alertId, now])) };
  },

  // A preview takes an output that is not there for one that is not known yet.
  diff: (_id, olds, news) => ({ changes: olds.digest !== digest(news) || olds.removed === undefined }),

  create(inputs, workspace) {
    listAhead(workspace);
    return Promise.resolve({ id: "deletion-guard", outs: outputs(inputs) });
  },

  update(_id, _olds, news, workspace) {
    listAhead(workspace);
    return Promise.resolve({ outs: outputs(news) });
  },

  // All alerts depend on the guard, so that a `destroy` ends here.
  async delete(_id, _olds, workspace) {
    await workspace.syncLog.finish([]);
    await recordVanished(workspace);
  },
});

/** Alerts of rows that are declared no more are nobody else's, unless a declared row names them as its own. */
function expectToLeave({ alerts, leaving = {} }: GuardInputs, workspace: Workspace): void {
  const claimed = new Set(Object.values(alerts));
  const left = Object.entries(leaving).filter(([, id]) => !claimed.has(id));
  workspace.leaving.expect(
    Object.keys(alerts),
    left.map(([, id]) => id),
  );
  if (workspace.settings.deletionPolicy !== "keep") {
    left.forEach(([alertId, id]) => workspace.claims.set(alertId, id));
  }
}

/** Other rows than before mean alerts to be made: the listing that those wait for goes on beside the tables. */
function listAhead({ listing }: Workspace): void {
  void listing.current().catch(() => undefined);
}

function allowedDeletes({ maxDeletes, firstRun }: GuardInputs, before: number): number {
  if (maxDeletes !== "auto") {
    return maxDeletes;
  }
  return firstRun ? 0 : Math.max(AUTO.count, Math.floor(before * AUTO.share));
}

function outputs(inputs: GuardInputs): GuardOutputs {
  return { digest: digest(inputs), removed: inputs.removed ?? {} };
}

function digest({ alerts, maxDeletes, parentPath }: GuardInputs): string {
  const declared = JSON.stringify([Object.keys(alerts).sort(), maxDeletes, parentPath]);
  return createHash("sha256").update(declared).digest("hex").slice(0, 16);
}
