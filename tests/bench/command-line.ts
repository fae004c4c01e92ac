import { childEnvironment } from "databricks-local";

/** What is started, and with what environment. */
export interface CommandLine {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Where npm's own script lies; npm tells its children. */
const NPM = process.env["npm_execpath"];

/**
 * `npm run NAME`, npm's own start included: that is what a user waits for. Without what the npm of the benchmark has told us.
 */
export function npmCommandLine(name: string, ...args: string[]): CommandLine {
  return {
    file: NPM === undefined ? "npm" : process.execPath,
    args: [...(NPM === undefined ? [] : [NPM]), "run", "--silent", name, "--", ...args],
    env: childEnvironment(process.env, {}),
  };
}
