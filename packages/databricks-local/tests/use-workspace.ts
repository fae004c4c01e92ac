import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkspace, type RunningWorkspace } from "../src/start-workspace";
import type { WorkspaceOptions } from "../src/workspace-options";
import { call, TOKEN, type Json } from "./call";
import { REMOTE, RemoteRun } from "./remote-run";

export { asJson, call, refusal, TOKEN, type Answer, type Json } from "./call";

export const NOW = new Date("2026-11-23T10:00:00.000Z");

interface Options extends Partial<WorkspaceOptions> {
  /**
   * Whether the suite also runs on a workspace that others use (`REMOTE=1`): it makes nothing but alerts in
   * `place.folder`, jobs and destinations whose names begin with `place.prefix`, and needs no switch, clock,
   * fault or data directory. Other suites are skipped there.
   * @default false
   */
  readonly shared?: boolean;
}

/** A workspace in a temporary directory for the suite around it, and plain HTTP calls to it. */
export function useWorkspace({ shared = false, ...options }: Options = {}) {
  const remote = REMOTE && shared ? new RemoteRun() : undefined;
  const dataDir = mkdtempSync(join(tmpdir(), "workspace-"));
  let running: RunningWorkspace | undefined;
  const start = async () => {
    running = await startWorkspace({ dataDir, token: TOKEN, clock: () => NOW, ...options });
  };
  const workspace = () => {
    if (running === undefined)
      throw new Error("the local workspace runs in tests only, and not with REMOTE=1");
    return running;
  };

  before(async function () {
    if (remote !== undefined) await remote.open();
    else if (REMOTE) skip(this, needsOf(options));
    else await start();
  });
  after(async () => {
    await remote?.close();
    await running?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const callIt = (method: string, path: string, body?: unknown) =>
    remote?.call(method, path, body) ?? call(workspace().host, method, path, body);
  return {
    dataDir,
    workspace,
    /** Stops the workspace and starts another one on the same data. */
    restart: async () => {
      await workspace().stop();
      await start();
    },
    call: callIt,
    /** Creates an alert and gives its id. */
    createAlert: async (alert: Json) => {
      const { body } = await callIt("POST", "/api/2.0/alerts", alert);
      return String(body.id);
    },
  };
}

/** A test of a shared suite that needs what only the local workspace has. */
export function locally(need: string, test: () => Promise<void>): Mocha.AsyncFunc {
  return async function () {
    if (REMOTE) skip(this, need);
    await test();
  };
}

function needsOf(options: Partial<WorkspaceOptions>): string {
  const names = Object.keys(options);
  return names.length === 0 ? "a workspace of its own" : `the option ${names.join(" and ")}`;
}

function skip(context: Mocha.Context, need: string): void {
  console.log(`    skipped with REMOTE=1: needs ${need}`);
  context.skip();
}
