import { literalNumber } from "../syntax/literal-values";
import { type Json, SyntaxNode } from "../syntax/syntax-node";
import type { Namer } from "./column-name";

const WHOLE = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
const ROWS_SO_FAR = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
const VALUES_SO_FAR = "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";

/** Functions that count rows: they see the rows so far, whatever frame there is. */
const RANKS = new Set(["dense_rank", "n_tile", "percent_rank", "rank", "row_number"]);

/** `(PARTITION BY k ORDER BY x ASC NULLS FIRST RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)` */
export function windowName(call: SyntaxNode, over: SyntaxNode, namer: Namer): string {
  const spec = specOf(over, namer);
  const partition = namer.names(spec.nodes("partition_by"));
  const order = spec.partsOf("order_by").map((item) => orderName(item, namer));
  const clauses = [
    partition === "" ? "" : `PARTITION BY ${partition}`,
    order.length === 0 ? "" : `ORDER BY ${order.join(", ")}`,
    frameName(call, spec, namer),
  ];
  return `(${clauses.filter((clause) => clause !== "").join(" ")})`;
}

/** A named window's own specification. */
function specOf(over: SyntaxNode, namer: Namer): SyntaxNode {
  const name = over.optionalPart("window_name")?.text("name").toLowerCase();
  return (name === undefined ? undefined : namer.translator.scope.windows.get(name)?.copy()) ?? over;
}

/** `x ASC NULLS FIRST` */
export function orderName(item: SyntaxNode, namer: Namer): string {
  const descending = item.flag("desc");
  const nulls = item.raw("nulls_first");
  const nullsFirst = typeof nulls === "boolean" ? nulls : !descending;
  return `${namer.name(item.node("this"))} ${descending ? "DESC" : "ASC"} NULLS ${nullsFirst ? "FIRST" : "LAST"}`;
}

function frameName(call: SyntaxNode, spec: SyntaxNode, namer: Namer): string {
  if (RANKS.has(call.kind)) return ROWS_SO_FAR;
  if (call.kind === "lag" || call.kind === "lead") {
    const offset = call.optionalNode("offset");
    const rows = (offset === undefined ? 1 : (literalNumber(offset) ?? 1)) * (call.kind === "lag" ? -1 : 1);
    return `ROWS BETWEEN ${rows || 0} FOLLOWING AND ${rows || 0} FOLLOWING`;
  }
  const frame = spec.optionalPart("frame");
  if (!frame) return spec.has("order_by") ? VALUES_SO_FAR : WHOLE;
  const end = frame.has("end") ? boundName(frame.raw("end"), namer) : "CURRENT ROW";
  return `${frame.text("kind").toUpperCase()} BETWEEN ${boundName(frame.raw("start"), namer)} AND ${end}`;
}

const BOUNDS: Readonly<Record<string, string>> = {
  CurrentRow: "CURRENT ROW",
  UnboundedFollowing: "UNBOUNDED FOLLOWING",
  UnboundedPreceding: "UNBOUNDED PRECEDING",
};

function boundName(json: Json, namer: Namer): string {
  if (typeof json === "string") return BOUNDS[json] ?? json;
  const [side = "", amount = null] =
    typeof json === "object" && json !== null ? (Object.entries(json)[0] ?? []) : [];
  return `${namer.name(SyntaxNode.of(amount))} ${side.toUpperCase()}`;
}
