import { createHash } from "node:crypto";
import { resourceProvider } from "./resource-provider";
import type { RunSummary } from "./sync-log";
import { countMissing, wentMissing, type FoundMissing } from "./times-missing";
import type { Workspace } from "./workspace";

/** `isMissing`: of the table of alerts; what was written into it is gone. */
export interface SyncStatusInputs extends FoundMissing {
  /** Row → when its alert was last written; unknown at preview where it will be. */
  readonly synced: Readonly<Record<string, string>>;
  /** Rows whose status is out of date though their alert may be unchanged → when it was last written. */
  readonly stale: Readonly<Record<string, string>>;
}

export interface SyncStatusOutputs extends Omit<FoundMissing, "isMissing"> {
  /** Of the alerts' last writes. */
  readonly synced: string;
  /** Of the stale rows: the same ones, not written since, are no change. */
  readonly stale: string;
  /** What the last run that changed something did. Releases before it have none. */
  readonly lastSync?: RunSummary;
}

/** Writes the outcome of the run into the rows; depends on all alerts, and changes when one of them does. */
export const provider = resourceProvider<SyncStatusInputs, SyncStatusOutputs>({
  complete: countMissing,

  diff(_id, olds, news, workspace) {
    const { synced, stale } = digests(news);
    const isOutOfDate =
      Object.keys(news.stale).length > 0 && (wentMissing(olds, news) || olds.stale !== stale);
    return { changes: olds.synced !== synced || isOutOfDate || workspace.syncLog.hasMisnamed };
  },

  async create(inputs, workspace) {
    return { id: "sync-status", outs: await finish(inputs, workspace) };
  },

  async update(_id, _olds, news, workspace) {
    return { outs: await finish(news, workspace) };
  },

  delete(_id, _olds, workspace) {
    workspace.syncLog.close();
    return Promise.resolve();
  },
});

async function finish(inputs: SyncStatusInputs, { syncLog }: Workspace): Promise<SyncStatusOutputs> {
  await syncLog.finish(Object.keys(inputs.stale));
  const { timesMissing } = inputs;
  return { ...digests(inputs), ...(timesMissing && { timesMissing }), lastSync: syncLog.summary() };
}

/** Either input may be unknown as a whole, while an alert is being replaced. */
function digests({ synced, stale }: SyncStatusInputs) {
  return { synced: digest(synced), stale: digest(stale) };
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
