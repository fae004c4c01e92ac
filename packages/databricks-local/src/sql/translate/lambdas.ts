import type { SyntaxNode } from "../syntax/syntax-node";
import { identifier, simpleType, type SqlType } from "../types/sql-type";
import { nameText } from "./references";
import { Scope } from "./scope";
import type { Translator } from "./translator";
import { type OutputColumn, typed, type Typed } from "./typed";

/** How a lambda reads its parameters: what DuckDB calls its own ones, and what each of Databricks' stands for. */
export interface LambdaParameters {
  /** DuckDB's parameters; undefined: the same ones. */
  readonly names?: readonly string[];
  readonly values: readonly LambdaValue[];
}

interface LambdaValue {
  readonly type: SqlType | undefined;
  /** How DuckDB is told to read the parameter of this name, where that is not the name itself. */
  readonly text?: (name: string) => string;
}

/** The array that holds the pairs goes by this name in a lambda that DuckDB gives pairs. */
const PAIR = '"lambda pair"';

/** `list_reduce` wants one type for both: each is a struct with the accumulator and an element. */
export const ACCUMULATOR = '"lambda state"';
export const ITEM = '"lambda item"';

/**
 * What a higher-order function gives its lambda.
 *
 * @see https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-lambda-functions
 */
export function lambdaParameters(name: string, types: readonly (SqlType | undefined)[]): LambdaParameters {
  const [first, second] = types;
  const element = first?.kind === "array" ? first.element : undefined;
  switch (name) {
    case "aggregate":
    case "reduce":
      // The last lambda, which finishes the accumulator.
      if (types.length > 2) return { values: [{ type: second }] };
      return {
        names: [ACCUMULATOR, ITEM],
        values: [
          { type: second, text: () => `${ACCUMULATOR}.state` },
          { type: element, text: () => `${ITEM}.item` },
        ],
      };
    case "map_filter":
    case "transform_keys":
    case "transform_values": {
      const map = first?.kind === "map" ? first : undefined;
      return {
        names: [PAIR],
        values: [
          { type: map?.key, text: () => `${PAIR}.key` },
          { type: map?.value, text: () => `${PAIR}.value` },
        ],
      };
    }
    case "zip_with":
      return {
        names: [PAIR],
        values: [
          { type: element, text: () => `${PAIR}[1]` },
          { type: second?.kind === "array" ? second.element : undefined, text: () => `${PAIR}[2]` },
        ],
      };
    default:
      // DuckDB counts a list's elements from 1.
      return {
        values: [{ type: element }, { type: simpleType("int"), text: (name) => `(${identifier(name)} - 1)` }],
      };
  }
}

export function printLambda(node: SyntaxNode, given: LambdaParameters, translator: Translator): Typed {
  const names = node.partsOf("parameters").map(nameText);
  const columns = names.map((name, index): OutputColumn => {
    const value = given.values[index];
    return { name, type: value?.type, text: value?.text?.(name) ?? identifier(name) };
  });
  const scope = new Scope();
  scope.relations.push({ name: undefined, columns });
  const body = translator.within(scope, () => translator.typed(node.node("body")));
  node.finish();
  const parameters = given.names ?? names.map(identifier);
  return typed(`lambda ${parameters.join(", ")}: ${body.text}`, body.type);
}
