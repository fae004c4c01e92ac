import { dateText, MICROS_PER_DAY, timestampText } from "../native/calendar";
import { intervalText } from "../native/value-texts";
import type { SyntaxNode } from "../syntax/syntax-node";
import { isYearMonth } from "../types/coercion";
import { extractField } from "./calls";
import { intervalOf, withoutInterval } from "./interval-literals";
import { literalMicros } from "./literals";

type NameOf = (node: SyntaxNode) => string;

/** How Databricks names a column that is computed of times; undefined: as any other. */
export function timeName(node: SyntaxNode, nameOf: NameOf): string | undefined {
  switch (node.kind) {
    case "literal":
      return literalName(node.copy());
    case "interval":
      return intervalName(node.copy());
    case "extract": {
      const look = node.copy();
      const field = extractField(look);
      return `extract(${/^[A-Z][a-z]/.test(field) ? field.toUpperCase() : field} FROM ${nameOf(look.node("this"))})`;
    }
    case "add":
    case "sub":
      return movedName(node.copy(), nameOf);
    case "months_between":
    case "function":
      return callName(node.copy(), nameOf);
    default:
      return undefined;
  }
}

/** A literal is named by its value, not as it is written. */
function literalName(node: SyntaxNode): string | undefined {
  const type = node.text("literal_type");
  if (type !== "date" && type !== "timestamp") return undefined;
  const micros = literalMicros(node.text("value"), type);
  if (micros === undefined) return undefined;
  const text = type === "date" ? dateText(Number(micros / MICROS_PER_DAY)) : timestampText(micros);
  return `${type.toUpperCase()} '${text}'`;
}

function intervalName(node: SyntaxNode): string {
  const { size, type } = intervalOf(node);
  return isYearMonth(type)
    ? intervalText(size, 0n, type.from, type.to)
    : intervalText(0n, size, type.from, type.to);
}

/** A time that is moved has no brackets; a DATE that is moved by days is named as the call that it is. */
function movedName(node: SyntaxNode, nameOf: NameOf): string | undefined {
  const operator = node.kind === "add" ? "+" : "-";
  const [left, right] = [node.node("left"), withoutInterval(node.node("right"))];
  if (operator === "+" && isInterval(left) && !isInterval(right)) return moved(right, left, operator, nameOf);
  if (isInterval(right) && !isInterval(left)) return moved(left, right, operator, nameOf);
  const name = operator === "+" ? "date_add" : "date_sub";
  if (isDate(left) && isWhole(right)) return `${name}(${nameOf(left)}, ${nameOf(right)})`;
  if (operator === "+" && isDate(right) && isWhole(left)) return `${name}(${nameOf(right)}, ${nameOf(left)})`;
  return undefined;
}

function moved(time: SyntaxNode, span: SyntaxNode, operator: string, nameOf: NameOf): string {
  const isDays = /^INTERVAL '[^']*' DAY$/.test(nameOf(span));
  if (!isDate(time) || !isDays) return `${nameOf(time)} ${operator} ${nameOf(span)}`;
  const days = `extractansiintervaldays(${nameOf(span)})`;
  return `date_add(${nameOf(time)}, ${operator === "+" ? days : `(- ${days})`})`;
}

function isInterval({ kind }: SyntaxNode): boolean {
  return kind === "interval";
}

/** What is a DATE by its looks. */
function isDate(node: SyntaxNode): boolean {
  const look = node.copy();
  if (look.kind === "literal") return look.text("literal_type") === "date";
  return look.kind === "function" && /^(?:current_date|curdate|to_date|make_date)$/i.test(look.text("name"));
}

function isWhole(node: SyntaxNode): boolean {
  const look = node.copy();
  return look.kind === "literal" && look.text("literal_type") === "number";
}

const PATTERN = "yyyy-MM-dd HH:mm:ss";

/** The arguments that a call has when they are left out. */
const DEFAULTS: Readonly<Record<string, readonly string[]>> = {
  from_unixtime: ["", PATTERN],
  make_dt_interval: ["0", "0", "0", "0.000000"],
  make_interval: ["0", "0", "0", "0", "0", "0", "0.000000"],
  make_ym_interval: ["0", "0"],
  months_between: ["", "", "true"],
  to_unix_timestamp: ["", PATTERN],
  unix_timestamp: ["current_timestamp()", PATTERN],
};

function callName(node: SyntaxNode, nameOf: NameOf): string | undefined {
  const isCall = node.kind === "function";
  const name = isCall ? node.text("name").toLowerCase() : node.kind;
  const nodes = isCall ? node.nodes("args") : [node.node("this"), node.node("expression")];
  const args = nodes.map(nameOf);
  const defaults = DEFAULTS[name];
  if (defaults) return `${name}(${[...args, ...defaults.slice(args.length)].join(", ")})`;
  if (args.length === 3 && /^(?:date_?add)$/.test(name)) return `timestampadd(${args.join(", ")})`;
  if (args.length === 3 && /^(?:date_?diff)$/.test(name)) return `timestampdiff(${args.join(", ")})`;
  if (args.length === 1 && (name === "date" || name === "timestamp")) return args[0];
  switch (name) {
    case "convert_timezone":
      return args.length === 2 ? `convert_timezone(current_timezone(), ${args.join(", ")})` : undefined;
    case "curdate":
      return "current_date()";
    case "dateadd":
      return `date_add(${args.join(", ")})`;
    case "window":
      return "window";
    default:
      return undefined;
  }
}
