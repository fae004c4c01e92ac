import { setTimeout as sleep } from "node:timers/promises";
import { SqlError, type SqlEngine, type SqlResult, type SqlSession } from "../sql/sql-engine";
import type { Faults } from "./faults";

/** Statements that run into faults on their way into the engine and back; all others pass as they are. */
export function engineWithFaults(engine: SqlEngine, faults: Faults): SqlEngine {
  return {
    openSession: async (options) => sessionWithFaults(await engine.openSession(options), faults),
    close: () => engine.close(),
  };
}

function sessionWithFaults(session: SqlSession, faults: Faults): SqlSession {
  return {
    execute: async (sql, parameters, signal): Promise<SqlResult> => {
      const fault = faults.takeStatement(sql);
      if (fault?.kind === "statement-hang")
        await hang(fault.ms, [faults.cleared, ...(signal ? [signal] : [])]);
      if (fault?.kind !== "statement-error") return session.execute(sql, parameters, signal);
      if (fault.when === "after-work") await session.execute(sql, parameters, signal);
      throw new SqlError(fault.errorClass, fault.sqlState, fault.message);
    },
    close: () => session.close(),
  };
}

/** For that time, or for ever; a statement that is cancelled hangs no longer. */
async function hang(ms: number | undefined, signals: AbortSignal[]): Promise<void> {
  const signal = AbortSignal.any(signals);
  const ended = new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
  if (signal.aborted) return;
  const timer = ms === undefined ? [] : [sleep(ms, undefined, { signal, ref: false }).catch(() => undefined)];
  await Promise.race([ended, ...timer]);
}
