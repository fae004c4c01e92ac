import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { ExpectedError } from "../messages/expected-error";

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
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;

    const section = /^\[(.+)\]$/.exec(line)?.[1]?.trim();
    if (section !== undefined) {
      current = profiles.get(section) ?? new Map<string, string>();
      profiles.set(section, current);
      continue;
    }
    const entry = /^([^=]+?)\s*=\s*(.*)$/.exec(line);
    if (entry?.[1] !== undefined && entry[2] !== undefined) current.set(entry[1].toLowerCase(), entry[2]);
  }
  return profiles;
}

export interface FoundProfile {
  readonly name: string;
  readonly file: string;
  readonly profile: Profile;
  /** `profile DEFAULT of /home/me/.databrickscfg`. */
  readonly place: string;
}

export interface ProfileRequest {
  /** The profile that somebody asks for, and where. */
  readonly named?: { readonly name: string; readonly place: string };
  /** The file where `DATABRICKS_CONFIG_FILE` names none. @default ~/.databrickscfg */
  readonly file?: string | undefined;
}

/** Not a profile: `databricks auth switch` keeps there which one is the default. */
const SETTINGS_SECTION = "__settings__";

/** The profile that is asked for by name, else the file's default one, if it has one. */
export function readProfile(env: NodeJS.ProcessEnv, request: ProfileRequest): FoundProfile | undefined {
  const { file, expected } = profileFile(env, request);
  const profiles = readProfiles(file, expected);
  const chosen = profiles.get(SETTINGS_SECTION)?.get("default_profile")?.trim();
  const switched = chosen ? { name: chosen, place: `${SETTINGS_SECTION} of ${file}` } : undefined;
  const asked = request.named ?? switched;
  const name = asked?.name ?? "DEFAULT";
  const profile = name === SETTINGS_SECTION ? undefined : profiles.get(name);
  if (profile === undefined && asked !== undefined) {
    const names = [...profiles.keys()].filter((known) => known !== SETTINGS_SECTION);
    const known = names.length > 0 ? `it has ${names.join(", ")}` : "it has none";
    throw new ExpectedError(
      `${asked.place} names the profile ${name}, which ${file} does not have (${known}).`,
    );
  }
  return profile && { name, file, profile, place: `profile ${name} of ${file}` };
}

function profileFile(env: NodeJS.ProcessEnv, { named, file: other }: ProfileRequest) {
  const home = env["HOME"] ?? env["USERPROFILE"] ?? homedir();
  const file = env["DATABRICKS_CONFIG_FILE"] ?? other;
  return {
    file: file === undefined ? join(home, ".databrickscfg") : file.replace(/^~(?=\/|$)/, home),
    expected: named !== undefined || file !== undefined,
  };
}

function readProfiles(file: string, expected: boolean): ReadonlyMap<string, Profile> {
  try {
    return parseProfiles(readFileSync(file, "utf8"));
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unreadable";
    if (code === "ENOENT" && !expected) return new Map();

    throw new ExpectedError(`Cannot read the profile file ${file}: ${code}. Check DATABRICKS_CONFIG_FILE.`, {
      cause,
    });
  }
}
