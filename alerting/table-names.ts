import { quoteIdentifier } from "../sql/quoting";

/** Where the config tables live. */
export interface TableNames {
  readonly catalog: string;
  readonly goldSchema: string;
}

/** `` `catalog`.`schema`.`table` ``, safe to stand in a statement whatever the names hold. */
export function qualifiedName(names: TableNames, table: string): string {
  return [names.catalog, names.goldSchema, table].map(quoteIdentifier).join(".");
}
