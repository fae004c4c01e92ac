import { castTo } from "../translate/cast";
import { asType } from "../translate/coerce";
import { typed, type Typed } from "../translate/typed";
import { commonType, isDatetime, isInteger, isSimple } from "../types/coercion";
import { duckDbType, type SqlType } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import { type FunctionCall, type FunctionSpec, scalar } from "./function-spec";

/**
 * Numbers by one (also downwards), dates and times by one day, or by the given step.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/functions/sequence
 */
export const SEQUENCE: FunctionSpec = scalar(
  { minArgs: 2, maxArgs: 3, coerce: bounds },
  (args, call) => (isDatetime(call.types[0]) ? times(args, call) : numbers(args, call)),
  ({ types: [type] }) => type && { kind: "array", element: type },
);

function isSpan(type: SqlType | undefined): boolean {
  return type?.kind === "interval" || isSimple(type, "interval");
}

/** The bounds meet in one type, and so does a step that is a number. */
function bounds(args: readonly Typed[]): readonly Typed[] {
  const meeting = args.filter(({ type }, index) => index < 2 || !isSpan(type));
  const types = meeting.map(({ type }) => type);
  if (types.includes(undefined)) return args;
  const type = commonType(types);
  const step = args[2]?.type;
  const fits = isDatetime(type) ? step === undefined || isSpan(step) : isInteger(type) && !isSpan(step);
  if (!type || !fits) {
    throw typeMismatch(
      "SEQUENCE_WRONG_INPUT_TYPES",
      "sequence uses the wrong parameter type. The start and stop expressions must resolve to the same type, of whole numbers, dates or timestamps, and the step to a whole number or an interval.",
    );
  }
  return args.map((arg) => (isSpan(arg.type) ? arg : asType(arg, type)));
}

function numbers([from = "", to = "", step]: readonly string[], { types: [type] }: FunctionCall): string {
  const by = step ?? `CASE WHEN ${from} <= ${to} THEN 1 ELSE -1 END`;
  const list = `generate_series(${from}, ${to}, memory.main.dbx_step(${from}, ${to}, ${by}))`;
  return type ? `CAST(${list} AS ${duckDbType(type)}[])` : list;
}

function times([from = "", to = "", step]: readonly string[], { types: [type] }: FunctionCall): string {
  const micros = (text: string) => `epoch_us(CAST(${text} AS TIMESTAMP))`;
  const [start, stop] = [micros(from), micros(to)];
  const parts =
    step === undefined
      ? ["0", `CASE WHEN ${from} <= ${to} THEN 1 ELSE -1 END`, "0"]
      : ["dbx_months", "dbx_days", "dbx_time_micros"].map((read) => `memory.main.${read}(${step})`);
  const element = castTo(
    typed("make_timestamp(CAST(t AS BIGINT))", { kind: "simple", name: "timestamp" }),
    type ?? { kind: "simple", name: "timestamp" },
  );
  return `list_transform(string_split(${isSimple(type, "date") ? "dbx_date_sequence" : "dbx_sequence"}(${start}, ${stop}, ${parts.join(", ")}), ','), lambda t: ${element.text})`;
}
