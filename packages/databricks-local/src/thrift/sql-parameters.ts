import type { TSparkParameter, TSparkParameterValue } from "@databricks/sql/thrift/TCLIService_types";
import type { SqlParameter } from "../sql/sql-engine";
import { RefusedRequestError } from "./thrift-status";

/** A parameter without a value is NULL; without a name it takes the place of the next `?`. */
export function sqlParameters(parameters: readonly TSparkParameter[] | null | undefined): SqlParameter[] {
  return (parameters ?? []).map((parameter) => {
    if (parameter.arguments?.length) {
      throw new RefusedRequestError(
        `The local workspace binds no ARRAY or MAP parameter (${parameter.name})`,
      );
    }
    return {
      // Absent fields of a Thrift structure are null.
      name: parameter.name ?? undefined,
      type: parameter.type ?? undefined,
      value: text(parameter.value),
    };
  });
}

function text(value: TSparkParameterValue | null | undefined): string | null {
  const given = value?.stringValue ?? value?.doubleValue ?? value?.booleanValue;
  return given === undefined || given === null ? null : String(given);
}
