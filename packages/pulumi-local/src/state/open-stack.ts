import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { EngineError, messageOf } from "../engine-error";
import { deploymentText, parseDeployment } from "./deployment-file";
import { StateLock } from "./state-lock";
import { StateStore } from "./state-store";

interface OpenStack {
  store: StateStore;
  /** Writes the state and lets the next run in. */
  close: () => Promise<void>;
}

interface StackFiles {
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

export interface StackPlace {
  stateDir: string;
  project: string;
  stack: string;
}

/**
 * The stack's state as `pulumi stack import` takes it. Its secrets are encrypted under the passphrase next to the
 * state, or, with `showSecrets`, readable by anybody.
 */
export async function exportState(
  { stateDir, stack }: StackPlace,
  { showSecrets }: { showSecrets: boolean },
): Promise<string> {
  const { store } = await openStack(stateDir, stack, "preview");
  return deploymentText(await store.deployment({ plain: showSecrets }));
}

/** Puts what `pulumi stack export` wrote into the place of the stack's state; returns how many resources it has. */
export async function importState({ stateDir, project, stack }: StackPlace, text: string): Promise<number> {
  const files = stackFiles(stateDir, stack);
  const lock = await lockStack(stateDir, files, "import");
  const draft = `${files.state}.import`;
  try {
    const { resources } = parseDeployment("that is to be imported", text);
    const foreign = resources.find(({ urn }) => !urn.startsWith(`urn:pulumi:${stack}::${project}::`));
    if (foreign)
      throw new EngineError(`${foreign.urn} does not belong to the stack ${stack} of the project ${project}`);
    await writeFile(draft, withoutUnusedKey(text), { mode: 0o600 });
    const store = await StateStore.open(draft, files.passphrase, { readOnly: false });
    await store.rewrite();
    await store.close();
    await rm(files.journal, { force: true });
    await rename(draft, files.state);
    return resources.length;
  } finally {
    await rm(draft, { force: true });
    await rm(`${draft}.journal`, { force: true });
    await lock.release();
  }
}

/** Secrets that are readable need nobody's passphrase; the next ones are encrypted under the one of this place. */
function withoutUnusedKey(text: string): string {
  if (text.includes('"ciphertext"')) return text;
  const content = JSON.parse(text) as { deployment: { secrets_providers?: unknown } };
  delete content.deployment.secrets_providers;
  return JSON.stringify(content);
}
