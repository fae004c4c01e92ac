import { execFile } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The release that the tests were written with. */
const SDK = "databricks-sdk==0.162.0";
const DIRECTORY = join(__dirname, "../../../../node_modules/.cache", SDK);
const PYTHON = join(DIRECTORY, "bin/python");
/** Written last: a half-made environment is made again. */
const MARK = join(DIRECTORY, "complete");

/** Python with the official SDK, in an environment of its own that is made once; or why there is none. */
export async function pythonEnvironment(): Promise<{ readonly python: string } | { readonly lacks: string }> {
  if (existsSync(MARK)) return { python: PYTHON };
  rmSync(DIRECTORY, { recursive: true, force: true });
  mkdirSync(DIRECTORY, { recursive: true });
  try {
    await run("python3", ["-m", "venv", DIRECTORY]);
    const impatient = ["--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "15"];
    await run(PYTHON, ["-m", "pip", "install", ...impatient, SDK]);
  } catch (error) {
    return { lacks: lastLine(error) };
  }
  writeFileSync(MARK, "");
  return { python: PYTHON };
}

/** Of what the command printed; else of the error itself, as where there is no Python. */
function lastLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const printed = "stderr" in error ? String(error.stderr).trim() : "";
  return (printed || error.message).split("\n").at(-1) ?? "";
}
