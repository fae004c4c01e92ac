import type { Statement } from "../../databricks/statement";
import type { TableNames } from "../../alerting/table-names";

/** What chooses rows of these tables. The information schema keeps names in lower case. */
export function inInformationSchema(
  { goldSchema }: TableNames,
  tables: readonly string[],
): { readonly condition: string } & Required<Pick<Statement, "parameters">> {
  const bound = tables.map((table, index) => [`table${index + 1}`, table.toLowerCase()] as const);
  return {
    condition: `table_schema = :schema AND table_name IN (${bound.map(([name]) => `:${name}`).join(", ")})`,
    parameters: { schema: goldSchema.toLowerCase(), ...Object.fromEntries(bound) },
  };
}
