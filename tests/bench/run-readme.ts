import { copyFile } from "node:fs/promises";
import path from "node:path";
import { makeProjectFolder } from "../project-folder";
import { npmCommandLine } from "./command-line";
import { timeCommand } from "./measure-command";
import type { ScenarioOptions } from "./run-scenario";

const STACK_FILE = "Pulumi.dev.yaml";

/** The first command of the README in a fresh copy of the repository: it starts the workspace, too. */
export async function runReadme({
  signal,
  say,
  ...options
}: Pick<ScenarioOptions, "folder" | "signal" | "say">): Promise<number> {
  const folder = path.join(options.folder, "project");
  await makeProjectFolder(folder);
  await copyFile(STACK_FILE, path.join(folder, STACK_FILE));
  const { seconds } = await timeCommand(npmCommandLine("up"), { folder, signal });
  say(`npm run up of the README ${seconds.toFixed(1)} s`);
  return seconds;
}
