import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorkspace, type RunningWorkspace } from "../../local/workspace/start-workspace";
import type { WorkspaceOptions } from "../../local/workspace/workspace-options";

export type Json = Record<string, unknown>;

export interface Answer {
  readonly status: number;
  readonly body: Json;
  readonly headers: Headers;
}

export const TOKEN = "dapi-test";
export const NOW = new Date("2026-11-23T10:00:00.000Z");

/** A workspace in a temporary directory for the suite around it, and plain HTTP calls to it. */
export function useWorkspace(options: Partial<WorkspaceOptions> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), "workspace-"));
  let running: RunningWorkspace | undefined;
  const start = async () => {
    running = await startWorkspace({ dataDir, token: TOKEN, clock: () => NOW, ...options });
  };
  const workspace = () => {
    if (running === undefined) throw new Error("the workspace runs in tests only");
    return running;
  };

  before(start);
  after(async () => {
    await running?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    dataDir,
    workspace,
    /** Stops the workspace and starts another one on the same data. */
    restart: async () => {
      await workspace().stop();
      await start();
    },
    call: (method: string, path: string, body?: unknown) => call(workspace().host, method, path, body),
    /** Creates an alert and gives its id. */
    createAlert: async (alert: Json) => {
      const { body } = await call(workspace().host, "POST", "/api/2.0/alerts", alert);
      return String(body.id);
    },
  };
}

/** Text goes as it is, anything else as JSON. */
export async function call(host: string, method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${host}${path}`, {
    method,
    headers: { authorization: `Bearer ${TOKEN}` },
    body: body === undefined ? null : typeof body === "string" ? body : JSON.stringify(body),
  });
  const json: unknown = await response.json();
  return { status: response.status, body: asJson(json), headers: response.headers };
}

export function asJson(value: unknown): Json {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new Error(`not a JSON object: ${JSON.stringify(value)}`);
}

/** Status, code and message: what a client decides by. */
export function refusal({ status, body }: Answer) {
  return [status, body.error_code, body.message];
}
