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

/** A preview writes nothing: it needs no lock, and no folder that can be written. */
export async function openStack(stateDir: string, stack: string, command: string): Promise<OpenStack> {
  const readOnly = command === "preview";
  const name = stack === "dev" ? "state" : `state.${stack}`;
  const open = () =>
    StateStore.open(path.join(stateDir, `${name}.json`), path.join(stateDir, "passphrase"), { readOnly });
  if (readOnly) return { store: await open(), close: () => Promise.resolve() };

  try {
    await mkdir(stateDir, { recursive: true });
  } catch (error) {
    throw new EngineError(`${stateDir} cannot be written: ${messageOf(error)}`);
  }
  const lock = await StateLock.acquire(path.join(stateDir, `${name}.lock`), command);
  try {
    const store = await open();
    return { store, close: () => store.close().finally(() => lock.release()) };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
