import { SqlError } from "./sql-engine";
import { unsupported } from "./sql-faults";

interface Setting {
  readonly initial: string;
  /** Which values it may have, in lower case. */
  readonly allows: (value: string) => boolean;
}

const YES_OR_NO = (value: string) => value === "true" || value === "false";
const UTC = new Set(["utc", "etc/utc", "gmt", "etc/gmt", "z", "+00:00", "-00:00", "+0:00", "local"]);

/**
 * The parameters of a session that there are on a SQL warehouse, with those of their values that mean something here. A
 * value that would change results, and does not here, is refused.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-parameters
 */
const SETTINGS: Readonly<Record<string, Setting>> = {
  ANSI_MODE: { initial: "true", allows: YES_OR_NO },
  ENABLE_PHOTON: { initial: "true", allows: YES_OR_NO },
  LEGACY_TIME_PARSER_POLICY: {
    initial: "EXCEPTION",
    allows: (value) => value === "exception" || value === "corrected",
  },
  MAX_FILE_PARTITION_BYTES: { initial: "128m", allows: (value) => /^\d+[kmgt]?b?$/.test(value) },
  QUERY_TAGS: { initial: "", allows: () => true },
  READ_ONLY_EXTERNAL_METASTORE: { initial: "false", allows: YES_OR_NO },
  STATEMENT_TIMEOUT: {
    initial: "172800",
    allows: (value) => /^\d{1,6}$/.test(value) && Number(value) <= 172_800,
  },
  TIMEZONE: { initial: "Etc/UTC", allows: (value) => UTC.has(value) },
  USE_CACHED_RESULT: { initial: "true", allows: YES_OR_NO },
};

/** What a session was told of itself; a setting's name is the same in any case. */
export class SessionSettings {
  readonly #given = new Map<string, string>();

  static of(given: Readonly<Record<string, string>> = {}): SessionSettings {
    const settings = new SessionSettings();
    for (const [name, value] of Object.entries(given)) settings.set(name, value);
    return settings;
  }

  get(name: string): string {
    const key = knownName(name);
    return this.#given.get(key) ?? SETTINGS[key]?.initial ?? "";
  }

  set(name: string, value: string): void {
    const key = knownName(name);
    if (!SETTINGS[key]?.allows(value.toLowerCase())) throw unsupported(`${key} = ${value.slice(0, 100)}`);
    this.#given.set(key, value);
  }

  /** One setting, or all of them, have their first values again. */
  reset(name?: string): void {
    if (name === undefined) this.#given.clear();
    else this.#given.delete(knownName(name));
  }

  names(): string[] {
    return Object.keys(SETTINGS);
  }

  get isAnsi(): boolean {
    return this.get("ANSI_MODE").toLowerCase() === "true";
  }

  /** Seconds after which a statement is ended; 0 for none. */
  get statementTimeout(): number {
    return Number(this.get("STATEMENT_TIMEOUT"));
  }
}

function knownName(name: string): string {
  const key = name.toUpperCase();
  if (Object.hasOwn(SETTINGS, key)) return key;
  if (key === "AUTOCOMMIT") throw unsupported("AUTOCOMMIT: transactions of several statements");
  throw new SqlError(
    "CONFIG_NOT_AVAILABLE",
    "42K0I",
    `Configuration ${name.slice(0, 100)} is not available.`,
  );
}
