import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

export type Profile = ReadonlyMap<string, string>;

/**
 * The profiles of a `.databrickscfg`, by name. Written here since readers of other INI dialects change values:
 * they nest sections at dots and cut at `;` or `#` inside a token.
 *
 * @see https://docs.databricks.com/aws/en/dev-tools/auth/config-profiles
 */
export function parseProfiles(text: string): ReadonlyMap<string, Profile> {
  const profiles = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    if (line === "" || line.startsWith("#") || line.startsWith(";")) {
      continue;
    }
    const section = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      current = profiles.get(section) ?? new Map<string, string>();
      profiles.set(section, current);
      continue;
    }
    const entry = /^([^=]+?)\s*=\s*(.*)$/.exec(line);
    if (entry?.[1] !== undefined && entry[2] !== undefined) {
      current.set(entry[1].toLowerCase(), entry[2]);
    }
  }
  return profiles;
}

/** The profile that `DATABRICKS_CONFIG_PROFILE` names, else `DEFAULT` where the file has one. */
export function readProfile(env: NodeJS.ProcessEnv): { profile: Profile; place: string } | undefined {
  const named = env["DATABRICKS_CONFIG_PROFILE"];
  const file = profileFile(env);
  const profiles = readProfiles(file, named !== undefined || env["DATABRICKS_CONFIG_FILE"] !== undefined);
  const name = named ?? "DEFAULT";
  const profile = profiles.get(name);
  if (profile === undefined && named !== undefined) {
    const known = profiles.size > 0 ? `it has ${[...profiles.keys()].join(", ")}` : "it has none";
    throw new Error(
      `DATABRICKS_CONFIG_PROFILE names the profile ${named}, which ${file} does not have (${known}).`,
    );
  }
  return profile && { profile, place: `profile ${name} of ${file}` };
}

function profileFile(env: NodeJS.ProcessEnv): string {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? homedir();
  const file = env["DATABRICKS_CONFIG_FILE"];
  return file === undefined ? join(home, ".databrickscfg") : file.replace(/^~(?=\/|$)/, home);
}

function readProfiles(file: string, expected: boolean): ReadonlyMap<string, Profile> {
  try {
    return parseProfiles(readFileSync(file, "utf8"));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    if (code === "ENOENT" && !expected) {
      return new Map();
    }
    throw new Error(`Cannot read the profile file ${file}: ${code}. Check DATABRICKS_CONFIG_FILE.`, {
      cause,
    });
  }
}
