import "../loading/kept-modules.cjs";
import { shortHash } from "../alerting/fields/alert-field";
import { resourceProvider } from "./resource-provider";
import { countMissing, type LookedFor, type TimesMissing, wentMissing } from "./times-missing";
import type { RunSummary } from "./sync-log";
import type { Workspace } from "./workspace";

/** What the program declares. `isMissing`: the table of alerts, and with it what was written into it. */
export interface DeclaredStatus extends LookedFor {
  /** Rows whose status is out of date though their alert may be unchanged → when it was last written. */
  readonly stale: Readonly<Record<string, string>>;
}

type SyncStatusInputs = TimesMissing<DeclaredStatus>;

export interface SyncStatusOutputs extends Pick<SyncStatusInputs, "timesMissing"> {
  /** Of the stale rows: the same ones, not written since, are no change. */
  readonly stale: string;
  /** What the last run that changed something did. Releases before it have none. */
  readonly lastSync?: RunSummary;
}

/**
 * Writes the outcome of the run into the rows, and changes when an alert does. The program declares it after all alerts, and it depends
 * on no alert: what became of each, the log of this process knows.
 */
export const provider = resourceProvider<SyncStatusInputs, SyncStatusOutputs, DeclaredStatus>({
  check: (olds, news) => ({ inputs: countMissing(olds, news) }),

  diff(_id, olds, news, workspace) {
    const isOutOfDate =
      Object.keys(news.stale).length > 0 && (wentMissing(olds, news) || olds.stale !== digest(news.stale));
    return {
      changes: isOutOfDate || workspace.syncLog.hasNews,
      // Which rows are out of date, and since when, is upkeep.
      properties: [{ path: "rows", kind: "update", oldSide: "inputs" }],
    };
  },

  async create(inputs, workspace) {
    return { id: "sync-status", outs: await finish(inputs, workspace) };
  },

  async update(_id, _olds, news, workspace) {
    return { outs: await finish(news, workspace) };
  },

  delete: () => Promise.resolve(),
});

async function finish(inputs: SyncStatusInputs, { syncLog }: Workspace): Promise<SyncStatusOutputs> {
  await syncLog.finish(Object.keys(inputs.stale));
  const { timesMissing, stale } = inputs;
  return {
    stale: digest(stale),
    ...(timesMissing && { timesMissing }),
    lastSync: syncLog.summary(),
  };
}

function digest(value: unknown): string {
  return shortHash(JSON.stringify(value));
}
