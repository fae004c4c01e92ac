import type { SqlError } from "../sql-engine";
import { typeMismatch } from "../types/type-faults";

export type Translation = (match: RegExpExecArray) => SqlError;

/** What DuckDB says of operands whose types do not fit → the subclasses of DATATYPE_MISMATCH. */
export const TYPE_TRANSLATIONS: readonly (readonly [RegExp, Translation])[] = [
  [
    /No function matches the given name and argument types '([^a-z\s(]+)\((.*?)\)'/s,
    ([, operator = "", types = ""]) =>
      typeMismatch(
        "BINARY_OP_DIFF_TYPES",
        `The operands of "${operator}" have incompatible types: ${types}.`,
      ),
  ],
  [
    /No function matches the given name and argument types '(.*?)'/s,
    ([, call = ""]) =>
      typeMismatch(
        "UNEXPECTED_INPUT_TYPE",
        `The arguments do not have the types that the function requires: ${call}.`,
      ),
  ],
  [
    /Function '(\w+)' has a template parameter type|(\w+) can only operate on LISTs|Binder Error: (\w+) (?:requires|can only be applied to) /,
    ([, name, other, third]) =>
      typeMismatch(
        "UNEXPECTED_INPUT_TYPE",
        `The arguments of ${name ?? other ?? third ?? ""} do not have the types that it requires.`,
      ),
  ],
  [
    /Cannot compare values of type (.*?)\n/s,
    ([, types = ""]) => typeMismatch("BINARY_OP_DIFF_TYPES", `Incompatible types: ${types}.`),
  ],
  [
    /Cannot mix values of type (.*?) (?:in|-) |Cannot combine types of (.*?) - /s,
    ([, types, others]) =>
      typeMismatch(
        "DATA_DIFF_TYPES",
        `The values should have one type, but they are ${types ?? others ?? ""}.`,
      ),
  ],
];
