import { attachOrStart, type AttachedWorkspace } from "./attach";
import { readProjectSettings, type ProjectSettings } from "./project-settings";

/** What the project in the current folder says, and its workspace: the one that runs, or a new one, set up as it says. */
export async function openProject(): Promise<{
  readonly settings: ProjectSettings;
  readonly workspace: AttachedWorkspace;
}> {
  const dir = process.cwd();
  const settings = readProjectSettings(dir);
  return { settings, workspace: await attachOrStart(dir, { setup: settings.setup }) };
}
