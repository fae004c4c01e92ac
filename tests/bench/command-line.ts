import { childEnvironment } from "../../local/child-environment";

/** Where npm's own script lies; npm tells its children. */
const NPM = process.env["npm_execpath"];

/**
 * The arguments for node of `npm run NAME`, npm's own start included: that is what a user waits for. Without npm
 * (`node tests/bench/main.ts`) it is what npm would run.
 */
export function commandLine(name: string, ...args: string[]): string[] {
  return NPM === undefined
    ? ["local/commands/main.cjs", name, ...args]
    : [NPM, "run", "--silent", name, "--", ...args];
}

/** Without what the npm of the benchmark has told us. */
export function commandEnvironment(): NodeJS.ProcessEnv {
  return childEnvironment(process.env, {});
}
