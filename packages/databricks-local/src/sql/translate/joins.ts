import { SqlError } from "../sql-engine";
import { unsupported } from "../sql-faults";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isSimple } from "../types/coercion";
import { requireOrdered } from "../types/ordered";
import { identifier, typeName } from "../types/sql-type";
import { nameText } from "./references";
import { relation } from "./relations";
import { findColumn, type Scope } from "./scope";
import type { Translator } from "./translator";

const JOINS: Readonly<Record<string, string>> = {
  Inner: "JOIN",
  Left: "LEFT JOIN",
  LeftOuter: "LEFT JOIN",
  Right: "RIGHT JOIN",
  RightOuter: "RIGHT JOIN",
  Full: "FULL JOIN",
  FullOuter: "FULL JOIN",
  Cross: "CROSS JOIN",
  Natural: "NATURAL JOIN",
  NaturalLeft: "NATURAL LEFT JOIN",
  NaturalRight: "NATURAL RIGHT JOIN",
  NaturalFull: "NATURAL FULL JOIN",
  LeftSemi: "SEMI JOIN",
  Semi: "SEMI JOIN",
  LeftAnti: "ANTI JOIN",
  Anti: "ANTI JOIN",
};

/** What stands behind the first element of FROM. */
export function join(node: SyntaxNode, translator: Translator): string {
  const kind = node.text("kind");
  const { scope } = translator;
  const before = scope.relations.length;
  const joined = node.node("this");
  const right = relation(joined, translator);
  if (kind === "Implicit") return `, ${right}`;
  const words = JOINS[kind];
  if (words === undefined) throw unsupported(`${kind.toUpperCase()} JOIN`);
  node.ignore("use_inner_keyword", "use_outer_keyword");
  const using = node.partsOf("using").map(nameText);
  const on = node.optionalNode("on");
  for (const name of using) {
    requireOrdered("=", scope.column(name)?.type);
    scope.merged.add(name.toLowerCase());
  }
  const isNatural = kind.startsWith("Natural");
  if (isNatural) mergeShared(scope, before);
  // A generator without a condition leaves out the rows for which it gives none, also behind LEFT.
  const isGenerator = joined.kind === "lateral" && !on;
  const isPlain = kind === "Inner" || kind === "Cross" || (kind === "Left" && isGenerator);
  // Without a condition each row goes with each.
  if (isPlain && !on && using.length === 0) return ` CROSS JOIN ${right}`;
  const condition = on
    ? ` ON ${joinCondition(on, translator)}`
    : using.length
      ? ` USING (${using.map(identifier).join(", ")})`
      : isNatural
        ? ""
        : " ON TRUE";
  // Only the left side's columns come out of a semi or anti join.
  if (/^(SEMI|ANTI)/.test(words)) scope.relations.splice(before);
  return ` ${isPlain ? "JOIN" : words} ${right}${condition}`;
}

function joinCondition(on: SyntaxNode, translator: Translator): string {
  const { text, type } = translator.typed(on);
  if (!type || isSimple(type, "boolean", "void")) return text;
  throw new SqlError(
    "JOIN_CONDITION_IS_NOT_BOOLEAN_TYPE",
    "42K0E",
    `The join condition has the invalid type "${typeName(type).toUpperCase()}", expected "BOOLEAN".`,
  );
}

function mergeShared(scope: Scope, before: number): void {
  const left = scope.relations.slice(0, before).flatMap(({ columns }) => columns ?? []);
  const right = scope.relations.slice(before).flatMap(({ columns }) => columns ?? []);
  for (const { name } of right) if (findColumn(left, name)) scope.merged.add(name.toLowerCase());
}
