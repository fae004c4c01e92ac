import type { TableMetadata } from "./table-notes";

/** One version of a table: enough to read its rows again. What DESCRIBE HISTORY tells besides is on disk only. */
export interface Version {
  readonly version: number;
  readonly at: Date;
  readonly metadata: TableMetadata;
}

/** The versions of every table, by its id, from the first to the latest. */
export class VersionLog {
  private readonly versions = new Map<string, Version[]>();

  add(tableId: string, version: Version): void {
    const versions = this.versions.get(tableId);
    if (versions) versions.push(version);
    else this.versions.set(tableId, [version]);
  }

  of(tableId: string): readonly Version[] {
    return this.versions.get(tableId) ?? [];
  }

  latest(tableId: string): Version | undefined {
    return this.versions.get(tableId)?.at(-1);
  }

  forget(tableId: string): void {
    this.versions.delete(tableId);
  }
}
