import { visit } from "./nodes-of";
import { type ParsedQuery } from "./parse-query";
import { TextPositions } from "./text-span";
import { quoteIdentifier } from "./quoting";
import type { Expression, Ident, SelectItem } from "./tree";
import type { TableReference, TextEdit } from "./table-references";

/**
 * Edits that put `(SELECT * FROM t WHERE …) AS t` in the place of each table that has a condition. What holds the rows of a
 * table stands at the table and nowhere else: in the WHERE behind an outer join it would take rows of the other side away.
 */
export function boundedSources(
  parsed: Pick<ParsedQuery, "text" | "query">,
  references: readonly TableReference[],
  condition: (table: string) => string | undefined,
): TextEdit[] {
  const { text } = parsed;
  return sourceEdits(parsed, references, ({ name, nameStart, nameEnd, alias, isVersioned }) => {
    const holds = alias === "with columns" || isVersioned ? undefined : condition(name);
    return holds === undefined ? undefined : `SELECT * FROM ${text.slice(nameStart, nameEnd)} WHERE ${holds}`;
  });
}

/** Edits that put a query in the place of each table that has one. */
export function replacedSources(
  parsed: Pick<ParsedQuery, "text" | "query">,
  references: readonly TableReference[],
  instead: (table: string) => string | undefined,
): TextEdit[] {
  return sourceEdits(parsed, references, ({ name }) => instead(name));
}

/** What stands in the place of a table has the table's name, where the query gives it no other. */
function sourceEdits(
  { text, query }: Pick<ParsedQuery, "text" | "query">,
  references: readonly TableReference[],
  instead: (reference: TableReference) => string | undefined,
): TextEdit[] {
  const renamed: TableReference[] = [];
  const edits = references.flatMap((reference) => {
    const { name, nameStart, nameEnd, alias } = reference;
    const put = instead(reference);
    if (put === undefined) return [];
    if (alias === "none") renamed.push(reference);
    const called = alias === "none" ? ` AS ${lastPart(name)}` : "";
    return [{ span: { start: nameStart, end: nameEnd }, text: `(${put})${called}` }];
  });
  return [...edits, ...qualifierEdits(query, new TextPositions(text), renamed)];
}

/** `main.gold.logs.ts` is `logs.ts` now. */
function qualifierEdits(
  tree: unknown,
  positions: TextPositions,
  renamed: readonly TableReference[],
): TextEdit[] {
  const edits: TextEdit[] = [];
  visit(tree, (node) => {
    const { CompoundIdentifier }: Expression = node;
    const { QualifiedWildcard }: Pick<SelectItem, "QualifiedWildcard"> = node;
    const star = QualifiedWildcard?.[0].ObjectName?.flatMap(({ Identifier }) => Identifier ?? []) ?? [];
    const qualifiers = [CompoundIdentifier?.slice(0, -1) ?? [], star];
    for (const qualifier of qualifiers) {
      const found = renamed.flatMap(({ name }) => spanOf(qualifier, name.split(".")) ?? [])[0];
      if (found) {
        const span = {
          start: positions.offset(found.first.span.start),
          end: positions.offset(found.last.span.end),
        };
        edits.push({ span, text: quoteIdentifier(found.last.value) });
      }
    }
    return true;
  });
  return edits;
}

/** The part of the qualifier that names the table by its schema, too. */
function spanOf(
  qualifier: readonly Ident[],
  parts: readonly string[],
): { readonly first: Ident; readonly last: Ident } | undefined {
  for (let from = 0; from < parts.length - 1; from += 1) {
    const wanted = parts.slice(from);
    const named = qualifier.slice(0, wanted.length);
    const [first, last] = [named[0], named.at(-1)];
    if (first && last && wanted.join(".") === named.map(({ value }) => value.toLowerCase()).join("."))
      return { first, last };
  }
  return undefined;
}

function lastPart(name: string): string {
  return quoteIdentifier(name.split(".").at(-1) ?? name);
}
