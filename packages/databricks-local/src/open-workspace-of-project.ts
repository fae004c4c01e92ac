import { attachOrStart, type AttachedWorkspace } from "./attach";
import { readProjectSettings } from "./project-settings";

/** The workspace of the project in the current folder: the one that runs, or a new one, set up as the project says. */
export function openWorkspace(): Promise<AttachedWorkspace> {
  const dir = process.cwd();
  return attachOrStart(dir, { setup: readProjectSettings(dir).setup });
}
