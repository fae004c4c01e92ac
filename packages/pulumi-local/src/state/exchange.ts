import { rename, rm, writeFile } from "node:fs/promises";
import { EngineError } from "../engine-error";
import { deploymentText, parseDeployment } from "./deployment-file";
import { lockStack, openStack, stackFiles } from "./open-stack";
import { StateStore } from "./state-store";

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
