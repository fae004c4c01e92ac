import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Credentials, resolveCredentials } from "../../../../databricks/credentials";

export type Env = Record<string, string>;

/** A folder for one suite, with files, and with programs of its own on a PATH that has nothing else. */
export interface SignInSetting {
  /** Writes a file and gives its path. */
  readonly file: (name: string, text: string) => string;
  /** Puts a program on the PATH: a script of the shell, which notes what it was called with. */
  readonly program: (name: string, script: string) => void;
  readonly uninstall: (name: string) => void;
  /** What the programs were called with since the last time. */
  readonly calls: () => string[];
  readonly resolve: (env: Env, config?: Env) => Credentials;
}

/** Uses such a folder for a suite; the programs are gone before each test. */
export function useSignInSetting(): SignInSetting {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "sign-in-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  return {
    file,
    program(name, script) {
      chmodSync(file(name, `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${script}\n`), 0o755);
    },
    uninstall: (name) => rmSync(join(folder, name)),
    calls() {
      const path = join(folder, "calls");
      const text = existsSync(path) ? readFileSync(path, "utf8") : "";
      rmSync(path, { force: true });
      return text.split("\n").filter(Boolean);
    },
    resolve: (env, config = {}) =>
      resolveCredentials({
        env: { DATABRICKS_CONFIG_FILE: "/dev/null", PATH: folder, ...env },
        config: (key) => config[key],
      }),
  };
}
