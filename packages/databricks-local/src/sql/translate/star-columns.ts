import type { SyntaxNode } from "../syntax/syntax-node";
import type { Translator } from "./translator";
import type { OutputColumn } from "./typed";

/** The columns that `*`, `t.*` or a struct's `.*` stands for, where they are known. */
export function starColumns(star: SyntaxNode, translator: Translator): OutputColumn[] | undefined {
  const { scope } = translator;
  const table = star.optionalPart("table")?.text("name");
  const except = new Set(star.partsOf("except").map((part) => part.text("name").toLowerCase()));
  const columns = table === undefined ? allColumns(translator) : relationColumns(table, translator);
  if (!columns || (table === undefined && !scope.columnsAreKnown)) return undefined;
  return columns.filter((column) => !except.has(column.name.toLowerCase()));
}

/** A column that USING has merged comes once. */
function allColumns({ scope }: Translator): OutputColumn[] {
  const seen = new Set<string>();
  return scope.relations
    .flatMap(({ columns }) => columns ?? [])
    .filter(({ name }) => {
      const key = name.toLowerCase();
      const isRepeated = scope.merged.has(key) && seen.has(key);
      seen.add(key);
      return !isRepeated;
    });
}

function relationColumns(table: string, { scope }: Translator): readonly OutputColumn[] | undefined {
  const relation = scope.relation(table);
  if (relation) return relation.columns;
  const column = scope.column(table);
  return column?.type?.kind === "struct" ? column.type.fields : undefined;
}
