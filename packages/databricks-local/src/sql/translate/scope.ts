import type { SqlType } from "../types/sql-type";
import type { OutputColumn } from "./typed";

/** One element of FROM, as the names in a query see it. */
export interface ScopeRelation {
  readonly name: string | undefined;
  readonly columns: readonly OutputColumn[] | undefined;
}

/** The names that one query introduces: WITH queries, relations, select aliases. */
export class Scope {
  readonly ctes = new Map<string, readonly OutputColumn[] | undefined>();
  readonly relations: ScopeRelation[] = [];
  /** Select aliases that were printed already, with their types. */
  readonly aliases = new Map<string, SqlType | undefined>();
  /** Aliases of the select list while WHERE is printed, which does not see them. */
  hiddenAliases: ReadonlySet<string> = new Set();

  /** Columns that USING or NATURAL has made one. */
  readonly merged = new Set<string>();

  relation(name: string): ScopeRelation | undefined {
    return this.relations.find((relation) => relation.name?.toLowerCase() === name.toLowerCase());
  }

  column(name: string): OutputColumn | undefined {
    for (const { columns } of this.relations) {
      const found = findColumn(columns, name);
      if (found) return found;
    }
    return undefined;
  }

  get columnsAreKnown(): boolean {
    return this.relations.every(({ columns }) => columns !== undefined);
  }
}

export function findColumn(
  columns: readonly OutputColumn[] | undefined,
  name: string,
): OutputColumn | undefined {
  return columns?.find((column) => column.name.toLowerCase() === name.toLowerCase());
}
