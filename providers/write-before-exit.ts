import type { SyncLog } from "./sync-log";

/**
 * An engine that is cancelled ends its providers by a signal and gives them a few seconds: the outcomes that no
 * `SyncStatus` came to write are written then. Without any, the process ends at once.
 *
 * @see https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/plugin/plugin.go (`ExecPlugin`, `kill`)
 */
export function writeBeforeExit(syncLog: SyncLog): void {
  let ending = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (ending) {
        return;
      }
      ending = true;
      void syncLog
        .flush()
        .catch(() => undefined)
        .finally(() => process.exit());
    });
  }
}
