import { argumentAs } from "../translate/coerce";
import { castTo } from "../translate/cast";
import { typed } from "../translate/typed";
import { isSimple } from "../types/coercion";
import { simpleType } from "../types/sql-type";
import { typeMismatch } from "../types/type-faults";
import { SqlError } from "../sql-engine";
import { literalNumber } from "../syntax/literal-values";
import { type FunctionSpec, type FunctionTable, typeOfArgument, window } from "./function-spec";
import { may, rest, type Takes, takes } from "./takes";

/** @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-functions-builtin#ranking-window-functions */
export const WINDOW_FUNCTIONS: FunctionTable = {
  cume_dist: ordered(window("cume_dist", takes(), "double")),
  dense_rank: rank("dense_rank", takes(rest("any"))),
  lag: ordered(constantOffset(window("lag", takesOffset(), typeOfArgument(0)))),
  lead: ordered(constantOffset(window("lead", takesOffset(), typeOfArgument(0)))),
  nth_value: framed(positive(window("nth_value", takes("any", "int"), typeOfArgument(0)), 1)),
  ntile: positive(rank("ntile", takes(may("int"))), 0),
  percent_rank: ranked(window("percent_rank", takes(rest("any")), "double")),
  rank: rank("rank", takes(rest("any"))),
  row_number: rank("row_number", takes()),
};

/** The value before or after; what stands in for it is cast to its type. */
function takesOffset(): Takes {
  return {
    minArgs: 0,
    maxArgs: 3,
    coerce: ([value, offset, otherwise], name) => {
      if (!value) return [typed("NULL", simpleType("void"))];
      return [
        value,
        ...(offset ? [argumentAs(name, 1, offset, "int")] : []),
        ...(otherwise ? [value.type ? castTo(otherwise, value.type) : otherwise] : []),
      ];
    },
  };
}

/** INT on Databricks, BIGINT for DuckDB. */
function rank(name: string, taken: Takes): FunctionSpec {
  const spec = window(name, taken, "int");
  const isSized = name === "ntile";
  return ordered({
    ...spec,
    print: (call) =>
      `CAST(${spec.print({ ...call, args: isSized ? (call.args.length > 0 ? call.args : ["1"]) : [] })} AS INTEGER)`,
  });
}

/** The arguments of a rank are those of its ORDER BY, and not looked at. */
function ranked(spec: FunctionSpec): FunctionSpec {
  return ordered({ ...spec, print: (call) => spec.print({ ...call, args: [] }) });
}

/** Any frame will do. */
function framed(spec: FunctionSpec): FunctionSpec {
  return { ...spec, print: (call) => ordered(spec).print({ ...call, frame: "" }) };
}

/** Refuses a window without an order, and frames that the function does not have. */
function ordered(spec: FunctionSpec): FunctionSpec {
  return {
    ...spec,
    print: (call) => {
      if (call.over !== "" && !call.isOrdered) throw notOrdered(call.name);
      if (call.frame !== "" && call.frame !== FRAMES[call.name]) throw otherFrame(call.name);
      return spec.print(call);
    },
  };
}

function constantOffset(spec: FunctionSpec): FunctionSpec {
  return {
    ...spec,
    print: (call) => {
      if (call.nodes[1]?.kind === "column") {
        throw typeMismatch(
          "NON_FOLDABLE_INPUT",
          `The input offset of ${call.name} should be a foldable expression.`,
        );
      }
      return spec.print(call);
    },
  };
}

/** Refuses a number that is no positive one. */
function positive(spec: FunctionSpec, index: number): FunctionSpec {
  return {
    ...spec,
    print: (call) => {
      const value = literalNumber(call.nodes[index]);
      const type = call.types[index];
      if ((value !== undefined && value < 1) || isSimple(type, "void")) {
        throw typeMismatch(
          "VALUE_OUT_OF_RANGE",
          `A number of ${call.name} must be between 1 and 2147483647.`,
        );
      }
      return spec.print(call);
    },
  };
}

/** The one frame that each of them has, if any may be written. */
const ROWS_SO_FAR = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
const FRAMES: Readonly<Record<string, string>> = {
  cume_dist: "RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW",
  dense_rank: ROWS_SO_FAR,
  ntile: ROWS_SO_FAR,
  percent_rank: ROWS_SO_FAR,
  rank: ROWS_SO_FAR,
  row_number: ROWS_SO_FAR,
};

function otherFrame(name: string): SqlError {
  return new SqlError(
    "WINDOW_FUNCTION_AND_FRAME_MISMATCH",
    "42601",
    `${name} function can only be evaluated in an ordered row-based window frame with a single offset.`,
  );
}

function notOrdered(name: string): SqlError {
  return new SqlError(
    "WINDOW_FUNCTION_FRAME_NOT_ORDERED",
    "42601",
    `Window function ${name} requires the window to be ordered. You need to add an ORDER BY clause.`,
  );
}
