import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { z } from "zod";
import { shownText } from "../messages/words";
import { SignInError } from "./connection-error";

const TIMEOUT_MS = 60_000;
const MOST_OUTPUT_BYTES = 1024 * 1024;

/** What a token looks like: a JSON Web Token, or Databricks' own. */
const TOKEN = /\b(eyJ[\w-]+\.[\w-]+\.[\w-]*|(dapi|dose)[0-9a-f]{8,}[\w-]*)/g;

/** The full path of a program, by the `PATH` of `env`. */
export function findProgram(name: string, env: NodeJS.ProcessEnv): string | undefined {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  return (env["PATH"] ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .flatMap((folder) => endings.map((ending) => join(folder, name + ending)))
    .find(isProgram);
}

export function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there, or not ours to run.
  }
}

export interface ProgramCall<T> {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** What people type: `az account get-access-token`. */
  readonly shown: string;
  /** What to do where it fails. */
  readonly advice: string;
  /** Of the JSON that it prints. */
  readonly shape: z.ZodType<T>;
}

/**
 * Runs another program, which prints a token, and waits for it. What it prints is never shown.
 *
 * @throws SignInError with what it said on its error stream
 */
export async function runProgram<T>(call: ProgramCall<T>): Promise<T> {
  const { path, args, env, shown, advice, shape } = call;
  // What the program printed before it failed is a property of Node's error, so that one is no cause of ours.
  const output = await new Promise<string>((resolve, reject) => {
    const options = {
      env,
      timeout: TIMEOUT_MS,
      maxBuffer: MOST_OUTPUT_BYTES,
      windowsHide: true,
      killSignal: "SIGKILL" as const,
      // Node runs a batch file, as Azure's is on Windows, in a shell only.
      shell: path.endsWith(".cmd"),
    };
    const child = execFile(
      options.shell ? `"${path}"` : path,
      [...args],
      options,
      (error, stdout, stderr) => {
        if (error === null) return resolve(stdout);
        const reason = error.killed ? `no answer within ${TIMEOUT_MS / 1000} s` : said(stderr, error.code);
        reject(new SignInError(`\`${shown}\` failed: ${reason}. ${advice}`));
      },
    );
    // Whoever asks for a password would wait for ever.
    child.stdin?.end();
  });
  const parsed = shape.safeParse(parseJson(output));
  if (!parsed.success) throw new SignInError(`\`${shown}\` printed no token that can be read. ${advice}`);

  return parsed.data;
}

/** Its words on one line, without what may be a token and without the full stop that follows. */
function said(stderr: string, code: unknown): string {
  const words = stderr.replaceAll(TOKEN, "***").trim().replaceAll(/\s+/g, " ").replace(/\.$/, "");
  return words === "" ? `it ended with ${String(code)}` : shownText(words);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // The caller says so.
  }
}
