import { tableObject } from "../../access/data-rights";
import { KNOWN_FUNCTIONS, unknownFunction } from "../functions/known-functions";
import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import { INFORMATION_SCHEMA } from "../store/catalogs";
import { displayName } from "../store/physical-name";
import { latestRows } from "../store/row-tables";
import type { TableNotes } from "../store/table-notes";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isFractional } from "../types/coercion";
import { identifier, simpleType } from "../types/sql-type";
import { generatorOf, plain, renamed, selectList } from "./generators";
import { informationSchema } from "./information-schema";
import { nameParts } from "./names";
import { pivoted } from "./pivot";
import { refuseFiles, refuseShow } from "./refused-relations";
import { inlineTableFault, valuesText } from "./query-parts";
import { nameText } from "./references";
import { type Cte, LEVEL, Scope, type ScopeRelation } from "./scope";
import { columnsOf, pastRows, rowsOfTime, rowsOfVersion, splitVersion, tableChanges } from "./time-travel";
import type { Translator } from "./translator";
import { variantItems } from "./variant-explode";

/** One element of FROM; what it brings is added to the scope. */
export function relation(node: SyntaxNode, translator: Translator): string {
  const { text, name, columns } = relationOf(node, translator);
  node.finish();
  translator.scope.relations.push({ name, columns });
  return text;
}

interface PrintedRelation extends ScopeRelation {
  readonly text: string;
}

function relationOf(node: SyntaxNode, translator: Translator): PrintedRelation {
  switch (node.kind) {
    case "table":
      return tableRelation(node, translator);
    case "subquery": {
      const lateral = node.flag("lateral") ? "LATERAL " : "";
      const { text, columns } = translator.typedQuery(node.node("this"));
      return aliased(node, { text: `${lateral}(${text})`, name: undefined, columns });
    }
    case "values": {
      const { text, columns } = valuesText(node, translator);
      const names = node.copy().partsOf("column_aliases");
      if (columns && names.length > 0 && names.length !== columns.length) {
        throw inlineTableFault(
          "NUM_COLUMNS_MISMATCH",
          `${columns.length} columns have ${names.length} names`,
        );
      }
      return aliased(node, { text: `(${text})`, name: undefined, columns });
    }
    case "alias":
      return aliased(node, unnamed(node.node("this"), translator));
    case "pivot":
    case "unpivot":
      return pivotRelation(node, translator);
    case "lateral":
      return lateralFunction(node, translator);
    case "function":
    case "explode":
    case "explode_outer":
      return tableFunction(node, translator);
    case "paren":
      refuseShow(node.copy().node("this"));
      return { text: `(${relation(node.node("this"), translator)})`, name: undefined, columns: [] };
    default:
      throw unsupported(`${node.kind.replaceAll("_", " ").toUpperCase()} in FROM`);
  }
}

/** What gets its name from without. */
function unnamed(node: SyntaxNode, translator: Translator): PrintedRelation {
  if (node.kind !== "table") return relationOf(node, translator);
  const source = tableSource(node, nameParts(node), translator);
  node.finish();
  return { ...source, name: undefined };
}

/** What is pivoted has one relation, which is no more to be seen by its name. */
function pivotRelation(node: SyntaxNode, translator: Translator): PrintedRelation {
  const source = relationOf(node.node("this"), translator);
  const inner = new Scope();
  inner.relations.push(source);
  return aliased(
    node,
    translator.within(inner, () => pivoted(node, source, translator)),
  );
}

function tableRelation(table: SyntaxNode, translator: Translator): PrintedRelation {
  const parts = nameParts(table);
  const { name } = splitVersion(parts.at(-1) ?? "");
  const source = tableSource(table, parts, translator);
  const isOwn =
    parts.length === 1 && translator.cte(name)?.state !== "done" && source.text === identifier(name);
  if (isOwn) translator.scope.recursion = table.optionalPart("alias")?.copy().optionalText("name") ?? name;
  if (table.has("alias")) return aliased(table, { ...source, name });
  return { ...source, text: `${source.text} AS ${identifier(name)}`, name };
}

/** Its own rows so far, or all of them. */
function cteSource(name: string, cte: Cte): Omit<PrintedRelation, "name"> {
  if (cte.state === "open") cte.state = "recursive";
  else if (cte.state === "recursive")
    return { text: `(SELECT * EXCLUDE (${LEVEL}) FROM ${identifier(name)})`, columns: cte.columns };
  return { text: identifier(name), columns: cte.columns };
}

function tableSource(
  table: SyntaxNode,
  parts: readonly string[],
  translator: Translator,
): Omit<PrintedRelation, "name"> {
  const [only = ""] = parts;
  const cte = parts.length === 1 ? translator.cte(only) : undefined;
  if (cte) return cteSource(only, cte);

  refuseFiles(parts);
  const { name: last, version, time } = splitVersion(parts.at(-1) ?? "");
  const temporary = parts.length === 1 && translator.surroundings.temporaryViews.get(only.toLowerCase());
  if (temporary) {
    return {
      text: translator.view(temporary, translator.surroundings.reader),
      columns: columnsOf(temporary),
    };
  }
  const name = translator.tableName([...parts.slice(0, -1), last]);
  const { catalogs, rights, reader } = translator.surroundings;
  if (name.schema === INFORMATION_SCHEMA)
    return informationSchema(name, catalogs, (object) => rights.sees(reader, object));

  const notes = catalogs.table(name);
  rights.requireTable(reader, name, "SELECT");
  const clause = table.optionalPart("version");
  if (notes.view && !clause && last === parts.at(-1))
    return { text: translator.view(notes, rights.owners.of(tableObject(name))), columns: columnsOf(notes) };

  if (notes.view) throw unsupported("versions of a view");
  if (notes.systemRows !== undefined && !clause && last === parts.at(-1))
    return { text: notes.systemRows, columns: columnsOf(notes) };

  if (notes.systemRows !== undefined) throw unsupported("versions of a system table");
  if (clause) return pastRows(notes, clause, translator);
  if (version !== undefined) return rowsOfVersion(notes, version, translator);
  if (time !== undefined) return rowsOfTime(notes, { type: "VARCHAR", text: time }, translator);

  if (notes.columns.length === 0) throw withoutColumns(notes);
  return { text: latestRows(notes), columns: columnsOf(notes) };
}

function withoutColumns(table: TableNotes): SqlError {
  return new SqlError(
    "DELTA_READ_TABLE_WITHOUT_COLUMNS",
    "428GU",
    `You are trying to read a Delta table ${displayName(table)} that does not have any columns.`,
  );
}

function aliased(node: SyntaxNode, source: PrintedRelation): PrintedRelation {
  const alias = node.optionalPart("alias");
  const names = node.partsOf("column_aliases").map(nameText);
  if (!alias || !alias.has("name")) return source;
  const name = nameText(alias);
  const list = names.length ? `(${names.map(identifier).join(", ")})` : "";
  return {
    text: `${source.text} AS ${identifier(name)}${list}`,
    name,
    columns: source.columns?.map((column, index) => ({ ...column, name: names[index] ?? column.name })),
  };
}

/** `LATERAL explode(t.a) AS e(v)` */
function lateralFunction(node: SyntaxNode, translator: Translator): PrintedRelation {
  const { text, columns } = tableFunction(node.node("this"), translator);
  const alias = node.optionalText("alias");
  const given = node.raw("column_aliases");
  const names = Array.isArray(given) ? given.map(String) : [];
  const list = names.length ? `(${names.map(identifier).join(", ")})` : "";
  return {
    text: `LATERAL ${text}${alias === undefined ? "" : ` AS ${identifier(alias)}${list}`}`,
    name: alias,
    columns: columns && renamed(columns, names),
  };
}

function tableFunction(node: SyntaxNode, translator: Translator): PrintedRelation {
  const name = node.kind === "function" ? node.copy().text("name").toLowerCase() : node.kind;
  if (name === "range") {
    node.ignore("name");
    // Its bounds are BIGINT, whatever number is given.
    const bounds = node.nodes("args").map((arg) => {
      const { text, type } = translator.typed(arg);
      return isFractional(type) || type?.kind === "decimal" ? `CAST(trunc(${text}) AS BIGINT)` : text;
    });
    const text = `(SELECT CAST("range" AS BIGINT) AS "id" FROM range(${bounds.join(", ")}))`;
    return { text, name: undefined, columns: [{ name: "id", type: simpleType("bigint") }] };
  }
  if (name === "table_changes") {
    node.ignore("name");
    return { ...tableChanges(node, translator), name: undefined };
  }
  const columns = variantItems(node, name, translator) ?? generatorOf(node, translator);
  if (columns) return { text: `(SELECT ${selectList(columns)})`, name: undefined, columns: plain(columns) };
  if (Object.hasOwn(KNOWN_FUNCTIONS, name)) throw unsupported(`the table function ${name}`);
  throw unknownFunction(name);
}
