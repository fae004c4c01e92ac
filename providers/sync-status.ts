import { createHash } from "node:crypto";
import { resourceProvider } from "./resource-provider";
import type { Deployment } from "./sync-log";

export interface SyncStatusInputs {
  /** Row → when its alert was last written; unknown at preview where it will be. */
  readonly synced: Readonly<Record<string, string>>;
  /** Rows whose status is out of date though their alert may be unchanged: no id, another id, or an error since mended. */
  readonly stale: readonly Deployment[];
}

export interface SyncStatusOutputs {
  readonly digest: string;
}

/** Writes the outcome of the run into the rows; depends on all alerts, and changes when one of them does. */
export const provider = resourceProvider<SyncStatusInputs, SyncStatusOutputs>({
  diff: (_id, olds, news) => ({ changes: news.stale.length > 0 || olds.digest !== digest(news) }),

  async create(inputs, workspace) {
    await workspace.syncLog.finish(inputs.stale);
    return { id: "sync-status", outs: { digest: digest(inputs) } };
  },

  async update(_id, _olds, news, workspace) {
    await workspace.syncLog.finish(news.stale);
    return { outs: { digest: digest(news) } };
  },

  delete: () => Promise.resolve(),
});

function digest({ synced }: SyncStatusInputs): string {
  return createHash("sha256")
    .update(JSON.stringify(Object.entries(synced).sort()))
    .digest("hex")
    .slice(0, 16);
}
