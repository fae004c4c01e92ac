import type { SqlResult } from "../sql/sql-engine";
import type { RunningStatement } from "./running-statement";
import { RefusedRequestError } from "./thrift-status";

/** The result of a statement whose rows are asked for; its error where it has failed. */
export function finishedResult({ state }: RunningStatement): SqlResult {
  if (state.name === "finished") return state.result;
  if (state.name === "failed") throw state.error;
  throw new RefusedRequestError(`The statement has no result: it is ${state.name}`);
}
