import { createRequire } from "node:module";
import { sep } from "node:path";
import type * as AlertProvider from "../../providers/alert";

const load = createRequire(__filename);

/**
 * The alerts' provider as a new process has it, connected to nothing yet: what providers share is loaded anew.
 * `config` answers for the stack's configuration.
 */
export async function freshProvider(config: Readonly<Record<string, string>>) {
  for (const file of Object.keys(load.cache)) {
    if (file.startsWith(`${process.cwd()}${sep}providers${sep}`)) delete load.cache[file];
  }
  const { provider } = load("../../providers/alert") as typeof AlertProvider;
  const get = (key: string) => config[key];
  // The SDK's `Config` is a class with a private field: only `get` is used.
  await provider.configure?.({ config: { get } as never });
  return provider;
}
