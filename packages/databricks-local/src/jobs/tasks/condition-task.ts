import { ApiError } from "../../api-error";
import type { ConditionTask } from "../task-shape";
import type { TaskCall, TaskResult } from "./task-call";

/** Compares two texts; the tasks that depend on it say on which outcome they run. */
export function runConditionTask({ task, resolve, note }: TaskCall): Promise<TaskResult> {
  const { condition_task } = task;
  if (condition_task === undefined) throw new RangeError("not a condition task");
  const [left, right] = [resolve(condition_task.left), resolve(condition_task.right)];
  note({ parameters: { left, right }, outcome: holds(condition_task.op, left, right) ? "true" : "false" });
  return Promise.resolve({ result: "succeeded", output: {} });
}

/** "EQUAL_TO, NOT_EQUAL perform string comparison; the others perform numeric comparison." */
function holds(operator: ConditionTask["op"], left: string, right: string): boolean {
  if (operator === "EQUAL_TO") return left === right;
  if (operator === "NOT_EQUAL") return left !== right;
  const [one, other] = [toNumber(left), toNumber(right)];
  switch (operator) {
    case "GREATER_THAN":
      return one > other;
    case "GREATER_THAN_OR_EQUAL":
      return one >= other;
    case "LESS_THAN":
      return one < other;
    case "LESS_THAN_OR_EQUAL":
      return one <= other;
  }
}

function toNumber(text: string): number {
  const number = text.trim() === "" ? NaN : Number(text);
  if (!Number.isNaN(number)) return number;
  throw ApiError.invalidParameter(`'${text}' is not a number, so that it can only be compared for equality`);
}
