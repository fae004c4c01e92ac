import { isStatementFault, type Fault } from "./fault-shape";

/** What a fault hits, in words. */
export function targetOf(fault: Fault): string {
  const statement = fault.statement === undefined || fault.statement === "" ? "" : ` ${fault.statement}`;
  if (isStatementFault(fault)) return `statements${statement}`;
  const { method = "any method", path, operation } = fault;
  return `${method} ${path === "" ? "any path" : path}${operation === undefined ? "" : ` ${operation}`}${statement}`;
}

/** What a fault does, in words. */
export function effectOf(fault: Fault): string {
  switch (fault.kind) {
    case "latency":
      return `answers ${fault.ms}${fault.upToMs === undefined ? "" : ` to ${fault.upToMs}`} ms later`;
    case "status":
      return `answers ${fault.status} ${fault.errorCode}${fault.when === "after-work" ? " after the work is done" : ""}`;
    case "expired-token":
      return `answers ${fault.status} as to an expired token`;
    case "drop-before":
      return "drops the connection before the work is done";
    case "drop-after":
      return "drops the connection after the work is done";
    case "slow-answer":
      return `answers ${fault.bytesPerSecond} bytes a second`;
    case "half-answer":
      return "cuts the answer off";
    case "wrong-json":
      return "answers what is no JSON";
    case "kill":
      return `kills the workspace (${fault.when})`;
    case "pause":
      return `holds the call (${fault.when})`;
    case "statement-error":
      return `fails with SQLSTATE ${fault.sqlState}${fault.when === "after-work" ? " after the work is done" : ""}`;
    case "statement-hang":
      return fault.ms === undefined ? "hangs until it is cancelled" : `hangs for ${fault.ms} ms`;
  }
}
