import { copyFile, mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { bareStackFile } from "./bare-stack";

const REPOSITORY = process.cwd();

/**
 * Makes `folder` a project of its own, so that nothing is written into the repository: files are copies, folders are
 * links, and the dev stack has alerts only. `program` names a folder whose files stand in for the repository's.
 */
export async function makeProjectFolder(folder: string, program?: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const entry of await readdir(REPOSITORY, { withFileTypes: true })) {
    const source = path.join(REPOSITORY, entry.name);
    // Git, the local state, editors: not the project.
    if (entry.name.startsWith(".")) continue;
    if (entry.isFile()) await copyFile(source, path.join(folder, entry.name));
    else await symlink(source, path.join(folder, entry.name), "dir");
  }
  await writeFile(path.join(folder, "Pulumi.dev.yaml"), bareStackFile());
  if (program === undefined) return;
  for (const name of await readdir(program))
    await copyFile(path.join(program, name), path.join(folder, name));
}
