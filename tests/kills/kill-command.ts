import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { childEnvironment, clientEnvironment } from "databricks-local";
import { z } from "zod";
import type { LocalStack } from "../engine/local-stack";
import { COUNTED } from "./kill-run";

const Held = z.object({ held: z.array(z.unknown()) });
const HOOK = path.resolve("tests/kills/kill-at-write.cjs");

/** A command of the product, and the folder that it is called in. */
export interface CommandLine {
  readonly args: readonly string[];
  readonly folder: string;
}

/** Around the work of a call: nothing is done; done and nobody knows. */
export const CALL_MOMENTS = ["before", "after-work"] as const;

export type KillPoint =
  | {
      readonly when: (typeof CALL_MOMENTS)[number];
      /** Of the calls that the workspace gets, or of those that the pattern means. */
      readonly call: number;
      readonly method?: "POST" | "DELETE";
      readonly path?: string;
    }
  /** One of the steps in which it writes files (`kill-at-write.cjs`). */
  | { readonly write: number };

export function describePoint(point: KillPoint): string {
  return "write" in point ? `at write ${point.write}` : `${point.when} call ${point.call}`;
}

/** Starts the command in a process of its own and kills it there; whether it came to that before it ended. */
export async function killCommand(stack: LocalStack, line: CommandLine, point: KillPoint): Promise<boolean> {
  if ("write" in point) {
    const child = start(stack, line, { KILL_AT_WRITE: String(point.write) });
    const [, signal] = (await once(child, "exit")) as [number | null, NodeJS.Signals | null];
    return signal === "SIGKILL";
  }
  const { when, call: skip, method, path: target } = point;
  stack.workspace.faults.add({
    kind: "pause",
    when,
    skip,
    operation: COUNTED,
    ...(method !== undefined && { method }),
    ...(target !== undefined && { path: target }),
  });
  const child = start(stack, line);
  const exited = once(child, "exit");
  const held = stack
    .call("GET", "/_local/held?waitSeconds=60")
    .then((answer) => Held.parse(answer).held.length > 0);
  const isHeld = await Promise.race([held, exited.then(() => false)]);
  child.kill("SIGKILL");
  await exited;
  stack.workspace.faults.clear();
  await stack.call("DELETE", "/_local/held");
  return isHeld;
}

/** Without a kill: how many calls it sends, and in how many steps it writes files. */
export async function countPoints(stack: LocalStack, line: CommandLine) {
  stack.workspace.requests.clear();
  const file = stack.stateDir("writes");
  const [status] = (await once(start(stack, line, { WRITES_FILE: file }), "exit")) as [number | null];
  assert.equal(status, 0, line.args.join(" "));
  const calls = stack.workspace.requests.requests.filter(
    ({ operation, path: target }) => operation !== "GetOperationStatus" && !target.startsWith("/_local"),
  ).length;
  return { calls, writes: Number(await readFile(file, "utf8")) };
}

function start(stack: LocalStack, { args, folder }: CommandLine, env?: Readonly<Record<string, string>>) {
  const hook = env === undefined ? [] : ["--require", HOOK];
  const script = path.resolve("commands/main.cjs");
  return spawn(process.execPath, [...hook, script, ...args, "--remote", "-c", "warehouseName=local"], {
    cwd: folder,
    env: { ...childEnvironment(process.env, clientEnvironment(stack.workspace)), ...env },
    stdio: "ignore",
  });
}
