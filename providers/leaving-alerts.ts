import { ALERT_CONFIGURATIONS } from "../alerting/tables/alert-configurations";
import type { RemoteAlert } from "../databricks/remote-alert";
import { SqlStatementError } from "../databricks/sql-statement-error";
import { SqlTimeoutError } from "../databricks/sql-timeout-error";
import { firstOf, versionsSince } from "../rows/change-records";
import { readDeletedRows, readTableHistory } from "../rows/statements/read-changes";
import type { Workspace } from "./workspace";

/** A table keeps what its change data feed needs for a week, unless somebody set it otherwise. */
export const FEED_KEPT_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The alerts that this run is about to delete: those of rows that were deleted, or that are declared no more. The engine
 * deletes last, and tells of it no earlier.
 */
export class LeavingAlerts {
  /** Undefined in a run of some targets: which alerts it deletes is not known, and may be none. */
  private declared: ReadonlySet<string> | undefined;
  private readonly named = new Set<string>();

  constructor(private readonly workspace: Pick<Workspace, "settings" | "sql" | "lastRun">) {}

  /** What is known before anything is done: the rows that are declared, and the alerts that others name. */
  expect(declaredRows: readonly string[], named: readonly string[]): void {
    this.declared = new Set(declaredRows);
    named.forEach((id) => this.named.add(id));
  }

  /** Whether a row names it that is declared no more, and no other row does. */
  isNamed(id: string): boolean {
    return this.named.has(id);
  }

  /**
   * Whether it was the alert of a row that is no more; the table is asked unless the row is still in it. That a row named it is
   * not enough: the stack had one of its name for a row that left.
   */
  async has({ id, definition }: RemoteAlert): Promise<boolean> {
    const { declared } = this;
    const { settings, lastRun } = this.workspace;
    if (declared === undefined || settings.deletionPolicy === "keep") {
      return false;
    }
    if (lastRun.hasLeft(definition.displayName) === false) {
      return false;
    }
    return this.named.has(id) || this.lostRow(id, declared);
  }

  private async lostRow(id: string, declared: ReadonlySet<string>): Promise<boolean> {
    const { settings } = this.workspace;
    try {
      const session = await this.workspace.sql();
      const history = await session.query(readTableHistory(settings, ALERT_CONFIGURATIONS.name));
      const versions = versionsSince(history, new Date(Date.now() - FEED_KEPT_MS));
      const deleted =
        versions.length > 0 ? await session.query(readDeletedRows(settings, firstOf(versions), [id])) : [];
      // A row that was deleted and inserted again is declared, and its alert stays.
      return deleted.some((row) => !declared.has(String(row["alert_id"])));
    } catch (error) {
      // Without the feed, or the right to read it, nobody can tell.
      if (error instanceof SqlStatementError || error instanceof SqlTimeoutError) return false;
      throw error;
    }
  }
}
