import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { type AttachedWorkspace, attachOrStart } from "./attach";
import { ExpectedError } from "./expected-error";

const settingsShape = z.strictObject({
  /** SQL scripts that a new workspace runs before anybody uses it. @default none */
  setup: z.array(z.string()).default([]),
  /** Variables of the shell that `run` hands on, besides those of every shell. @default none */
  pass: z.array(z.string()).default([]),
  /** A query for other names of alerts: pairs of a name and an alert's id. @default none */
  alertNames: z.string().optional(),
  /** Files with a query each, whose rows the page shows beside alerts: id, label, text, what the alert must have. @default none */
  alertNotes: z.array(z.string()).default([]),
});
type ProjectSettings = z.infer<typeof settingsShape>;

const packageShape = z.object({ "databricks-local": settingsShape.default(settingsShape.parse({})) });

/** What `package.json` in this folder says under `"databricks-local"`; the defaults where there is no such file. */
export function readProjectSettings(dir: string): ProjectSettings {
  const file = join(dir, "package.json");
  try {
    const { setup, alertNotes, ...settings } = packageShape.parse(JSON.parse(readText(file)))[
      "databricks-local"
    ];
    const inDir = (paths: readonly string[]) => paths.map((path) => resolve(dir, path));
    return { ...settings, setup: inDir(setup), alertNotes: inDir(alertNotes) };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    throw new ExpectedError(`${file} cannot be read: ${reason}`, { cause });
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return "{}";
    throw error;
  }
}

/** What the project in the current folder says, and its workspace: the one that runs, or a new one, set up as it says. */
export async function openProject(): Promise<{
  readonly settings: ProjectSettings;
  readonly workspace: AttachedWorkspace;
}> {
  const dir = process.cwd();
  const settings = readProjectSettings(dir);
  const { setup, alertNotes } = settings;
  return { settings, workspace: await attachOrStart(dir, { setup, alertNotes }) };
}
