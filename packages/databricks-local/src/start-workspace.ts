import { getRequestListener } from "@hono/node-server";
import { loadCertificate } from "./certificate";
import { claimDataDir } from "./data-dir";
import type { Faults } from "./faults/faults";
import { malformedUrl } from "./malformed-request";
import { openWorkspace } from "./open-workspace";
import type { RequestLog } from "./request-log";
import { createRouter } from "./router";
import { listenForBoth } from "./two-protocol-server";
import { WAREHOUSE_ID } from "./warehouses/warehouse";
import { completeOptions, type WorkspaceOptions } from "./workspace-options";

/** How to reach a workspace. */
export interface WorkspaceAddress {
  /** `http://127.0.0.1:PORT`; the same port speaks https. */
  readonly host: string;
  readonly port: number;
  readonly token: string;
  /** The PEM certificate to trust for https. */
  readonly caFile: string;
  readonly warehouseId: string;
}

export interface RunningWorkspace extends WorkspaceAddress {
  /** What clients sent. */
  readonly requests: RequestLog;
  /** Failures to show to the next matching calls. */
  readonly faults: Faults;
  readonly setLatency: (milliseconds: number) => void;
  /** Closes every connection, then the database. Can be called twice. */
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in for a Databricks workspace on a port of 127.0.0.1. */
export async function startWorkspace(options: WorkspaceOptions): Promise<RunningWorkspace> {
  const complete = completeOptions(options);
  const { dataDir, token, clock } = complete;
  const release = await claimDataDir(dataDir);
  const undo: (() => Promise<void>)[] = [release];
  const stopOnce = once(async () => {
    for (const step of [...undo].reverse()) await step();
  });
  try {
    const { workspace, close } = await openWorkspace(complete);
    undo.push(close);
    const certificate = await loadCertificate(dataDir, clock());
    const router = createRouter(workspace, clock);
    const listener = getRequestListener(router.fetch, {
      overrideGlobalObjects: false,
      errorHandler: malformedUrl,
    });
    const server = await listenForBoth(complete.port ?? 0, certificate, (request, response) => {
      void listener(request, response);
    });
    undo.push(() => server.close());
    workspace.host = `http://127.0.0.1:${server.port}`;
    if (complete.runSchedules) workspace.scheduler.start();
    return {
      host: workspace.host,
      port: server.port,
      token,
      caFile: certificate.file,
      warehouseId: WAREHOUSE_ID,
      requests: workspace.requests,
      faults: workspace.faults,
      setLatency: (milliseconds) => {
        workspace.latencyMs = milliseconds;
      },
      stop: stopOnce,
    };
  } catch (error) {
    await stopOnce();
    throw error;
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
