import { createHash } from "node:crypto";
import { resourceProvider } from "./resource-provider";
import type { Workspace } from "./workspace";

export interface GuardInputs {
  /** Row → `databricks_alert_id` as the row has it, or an empty text: all alerts that this run declares. */
  readonly alerts: Readonly<Record<string, string>>;
  /** The alerts' folder: in another one, all of them are deleted and made anew. */
  readonly parentPath: string;
  /** Rows that are not declared (disabled). */
  readonly skipped: number;
  readonly maxDeletes: number | "auto";
  /** There was no table to read: then none of the alerts that exist may go, unless `maxDeletes` is a number. */
  readonly firstRun: boolean;
}

export interface GuardOutputs {
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
    const before = Object.keys(olds.alerts ?? {});
    const moves = olds.parentPath !== undefined && olds.parentPath !== news.parentPath;
    const deleted = before.filter((alertId) => moves || !Object.hasOwn(news.alerts, alertId));
    const allowed = allowedDeletes(news, before.length);
    if (deleted.length <= allowed) {
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

  diff: (_id, olds, news) => ({ changes: olds.digest !== digest(news) }),

  create(inputs, workspace) {
    listAhead(workspace);
    return Promise.resolve({ id: "deletion-guard", outs: { digest: digest(inputs) } });
  },

  update(_id, _olds, news, workspace) {
    listAhead(workspace);
    return Promise.resolve({ outs: { digest: digest(news) } });
  },

  // All alerts depend on the guard, so that a `destroy` ends here.
  delete: (_id, _olds, workspace) => workspace.syncLog.finish([]),
});

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

function digest({ alerts, maxDeletes, parentPath }: GuardInputs): string {
  const declared = JSON.stringify([Object.keys(alerts).sort(), maxDeletes, parentPath]);
  return createHash("sha256").update(declared).digest("hex").slice(0, 16);
}
