import { visit } from "./nodes-of";
import type { ParsedQuery } from "./parse-query";
import { tablesRead } from "./select-scopes";
import { TextPositions, type TextSpan } from "./text-span";
import type { Ident, ObjectName, TableAlias } from "./tree";

/** A part of a text and what comes in its place; an empty span only puts something in. */
export interface TextEdit {
  readonly span: TextSpan;
  readonly text: string;
}

/** The text with all edits, whose spans do not overlap. */
export function withEdits(text: string, edits: readonly TextEdit[]): string {
  const parts: string[] = [];
  let end = text.length;
  for (const { span, text: put } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    parts.push(text.slice(span.end, end), put);
    end = span.start;
  }
  return text.slice(0, end) + parts.reverse().join("");
}

/** A place where a query names a table or a view. */
export interface TableReference {
  /** In lower case, as far as it is written: `gold.fact_usage`. */
  readonly name: string;
  /** The offsets of the name, and behind it. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Whether the query gives it another name here, and its columns as well. */
  readonly alias: "none" | "name" | "with columns";
  /** It says itself as of when, or which share of its rows, it is read. */
  readonly isVersioned: boolean;
  readonly isSampled: boolean;
}

export interface TableReferences {
  readonly references: readonly TableReference[];
  /** Names of tables that a common table of the query has, too: which of them a place means is not told apart. */
  readonly hidden: readonly string[];
  /** `IDENTIFIER(…)`, `main.tools.f(…)`: functions in the place of a table. */
  readonly functions: readonly string[];
}

interface TableNode {
  readonly name?: ObjectName;
  readonly alias?: TableAlias | null;
  readonly args?: unknown;
  readonly version?: unknown;
  readonly sample?: unknown;
}

/** Every place in the query; common tables are no tables. */
export function tableReferences({ text, query }: ParsedQuery): TableReferences {
  const positions = new TextPositions(text);
  const common = new Set<string>();
  const references: TableReference[] = [];
  const functions: string[] = [];
  visit(query, (node) => {
    for (const { alias } of commonTables(node)) common.add(alias.name.value.toLowerCase());
    const table = node["Table"] as TableNode | undefined;
    const [first, last] = [table?.name?.[0]?.Identifier, table?.name?.at(-1)?.Identifier];
    if (!table?.name || !first || !last) return true;
    const name = table.name.map((part) => part.Identifier?.value.toLowerCase() ?? "").join(".");
    if (table.args) functions.push(name);
    else references.push(reference(table, name, [first, last], positions));
    return true;
  });
  return {
    references: references.filter(({ name }) => !common.has(name)),
    hidden: tablesRead(query).filter((name) => common.has(name)),
    functions,
  };
}

function reference(
  table: TableNode,
  name: string,
  [first, last]: readonly [Ident, Ident],
  positions: TextPositions,
): TableReference {
  return {
    name,
    alias: !table.alias ? "none" : table.alias.columns.length > 0 ? "with columns" : "name",
    nameStart: positions.offset(first.span.start),
    nameEnd: positions.offset(last.span.end),
    isVersioned: Boolean(table.version),
    isSampled: Boolean(table.sample),
  };
}

function commonTables(
  node: Readonly<Record<string, unknown>>,
): readonly { readonly alias: { readonly name: Ident } }[] {
  // The key says what the content is.
  return Array.isArray(node["cte_tables"]) ? (node["cte_tables"] as { alias: { name: Ident } }[]) : [];
}
