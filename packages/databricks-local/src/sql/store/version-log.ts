import { SqlError } from "../sql-engine";
import { displayName } from "./physical-name";
import type { TableMetadata, TableNotes } from "./table-notes";

/** One version of a table: enough to read its rows again. What DESCRIBE HISTORY tells besides is on disk only. */
export interface Version {
  readonly version: number;
  readonly at: Date;
  readonly metadata: TableMetadata;
}

/** The versions of every table, by its id, from the first to the latest. */
export class VersionLog {
  readonly #versions = new Map<string, Version[]>();

  add(tableId: string, version: Version): void {
    const versions = this.#versions.get(tableId);
    if (versions) versions.push(version);
    else this.#versions.set(tableId, [version]);
  }

  of(tableId: string): readonly Version[] {
    return this.#versions.get(tableId) ?? [];
  }

  latest(tableId: string): Version | undefined {
    return this.#versions.get(tableId)?.at(-1);
  }

  forget(tableId: string): void {
    this.#versions.delete(tableId);
  }
}

/** The version of that number; the fault is that of time travel. */
export function versionNumbered(versions: readonly Version[], wanted: number): Version {
  const version = versions.find((one) => one.version === wanted);
  if (version) return version;
  const [first, last] = [versions[0]?.version ?? 0, versions.at(-1)?.version ?? 0];
  throw new SqlError(
    "DELTA_VERSION_NOT_FOUND",
    "22003",
    `Cannot time travel Delta table to version ${wanted}. Available versions: [${first}, ${last}].`,
  );
}

/** The latest version that was there at that time. A time behind the last version is an error, too: the next one may change the answer. */
export function versionAtTime(versions: readonly Version[], time: Date, table: TableNotes): Version {
  const last = versions.at(-1);
  if (last && time > last.at) throw afterLatest(time, last, table);
  const version = versions.filter(({ at }) => at <= time).at(-1);
  if (version) return version;
  throw beforeEarliest(time, versions[0]);
}

export function afterLatest(time: Date, last: Version, table: TableNotes): SqlError {
  return new SqlError(
    "DELTA_TIMESTAMP_GREATER_THAN_COMMIT",
    "42816",
    `The provided timestamp (${shownTime(time)}) is after the latest version available to this table (${displayName(table)}). Please use a timestamp before or at ${shownTime(last.at)}.`,
  );
}

function beforeEarliest(time: Date, first: Version | undefined): SqlError {
  const earliest = shownTime(first?.at ?? time);
  return new SqlError(
    "DELTA_TIMESTAMP_EARLIER_THAN_COMMIT_RETENTION",
    "42816",
    `The provided timestamp (${shownTime(time)}) is before the earliest version available to this table (${earliest}). Please use a timestamp after ${earliest}.`,
  );
}

/** `2026-11-23 10:00:00.5`, as the JVM prints a timestamp. */
function shownTime(time: Date): string {
  return time
    .toISOString()
    .replace("T", " ")
    .replace(/0{0,2}Z$/, "");
}
