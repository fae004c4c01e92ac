import { mkdir } from "node:fs/promises";
import path from "node:path";
import { EngineError, messageOf } from "../engine-error";
import { StateLock } from "./state-lock";
import { StateStore } from "./state-store";

export interface OpenStack {
  store: StateStore;
  /** Writes the state and lets the next run in. */
  close: () => Promise<void>;
}

export interface StackFiles {
  state: string;
  journal: string;
  passphrase: string;
  lock: string;
}

export function stackFiles(stateDir: string, stack: string): StackFiles {
  const name = stack === "dev" ? "state" : `state.${stack}`;
  const state = path.join(stateDir, `${name}.json`);
  const lock = path.join(stateDir, `${name}.lock`);
  return { state, journal: `${state}.journal`, passphrase: path.join(stateDir, "passphrase"), lock };
}

/** A preview writes nothing: it needs no lock, and no folder that can be written. */
export async function openStack(stateDir: string, stack: string, command: string): Promise<OpenStack> {
  const readOnly = command === "preview";
  const files = stackFiles(stateDir, stack);
  const open = () => StateStore.open(files.state, files.passphrase, { readOnly });
  if (readOnly) return { store: await open(), close: () => Promise.resolve() };

  const lock = await lockStack(stateDir, files, command);
  try {
    const store = await open();
    return { store, close: () => store.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export async function lockStack(stateDir: string, { lock }: StackFiles, command: string): Promise<StateLock> {
  try {
    await mkdir(stateDir, { recursive: true });
  } catch (error) {
    throw new EngineError(`${stateDir} cannot be written: ${messageOf(error)}`);
  }
  return StateLock.acquire(lock, command);
}
