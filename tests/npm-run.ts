import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { outcomeOf } from "databricks-local/testing/run-command";
import { z } from "zod";
import { MAIN, productCommand } from "./product-command";

const ROOT = resolve(__dirname, "..");
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")));

/** What npm would run for `npm run NAME -- …`, with absolute paths. */
function scriptOf(name: string): string[] {
  const words = scripts[name]?.split(" ");
  if (words === undefined) throw new TypeError(`package.json has no script ${name}`);
  return words.map((word) => (word.startsWith("commands/") ? join(ROOT, word) : word));
}

/** Where npm finds what packages bring. */
const npmPath = `${join(ROOT, "node_modules/.bin")}:${process.env["PATH"]}`;

/** `npm run NAME -- …` in that folder, without what npm or a shell would bring along. */
export function npmRun(dir: string, [name = "", ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const [file, main, ...words] = scriptOf(name);
  if (file === "node" && main === MAIN)
    return productCommand([...words, ...args], { cwd: dir, env: { PATH: npmPath, ...env } });
  return run(dir, [...scriptOf(name), ...args], env);
}

/** A command that npm's scripts can name, likewise. */
export function run(dir: string, [file = "", ...args]: readonly string[], env: NodeJS.ProcessEnv = {}) {
  return outcomeOf(spawn(file, args, { cwd: dir, env: { PATH: npmPath, ...env } }));
}
