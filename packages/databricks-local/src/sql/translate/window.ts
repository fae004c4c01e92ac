import { unsupported } from "../sql-faults";
import { SyntaxNode, type Json } from "../syntax/syntax-node";
import { orderBy } from "./order";
import { nameOf } from "./references";
import type { Translator } from "./translator";

/** `(PARTITION BY … ORDER BY … ROWS …)`, or a window's name. */
export function windowText(over: SyntaxNode, translator: Translator): string {
  const name = over.optionalPart("window_name");
  if (name) return nameOf(name);
  const partition = over.nodes("partition_by");
  const order = over.partsOf("order_by");
  const frame = over.optionalPart("frame");
  const clauses = [
    partition.length ? `PARTITION BY ${translator.expressions(partition)}` : "",
    order.length ? orderBy(order, translator) : "",
    frame ? frameText(frame, translator) : "",
  ];
  return `(${clauses.filter((clause) => clause !== "").join(" ")})`;
}

function frameText(frame: SyntaxNode, translator: Translator): string {
  const kind = frame.text("kind").toUpperCase();
  const start = bound(frame.raw("start"), translator);
  const end = frame.has("end") ? bound(frame.raw("end"), translator) : "CURRENT ROW";
  return `${kind} BETWEEN ${start} AND ${end}`;
}

function bound(json: Json, translator: Translator): string {
  if (json === "UnboundedPreceding") return "UNBOUNDED PRECEDING";
  if (json === "UnboundedFollowing") return "UNBOUNDED FOLLOWING";
  if (json === "CurrentRow") return "CURRENT ROW";
  const [entry] = typeof json === "object" && json !== null ? Object.entries(json) : [];
  if (!entry || (entry[0] !== "Preceding" && entry[0] !== "Following"))
    throw unsupported("this window frame");
  const amount = translator.expression(SyntaxNode.of(entry[1]));
  return `${amount} ${entry[0].toUpperCase()}`;
}
