import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../api-error";
import { LinkedAbort } from "../linked-abort";
import { type SqlEngine, SqlError, type SqlResult, type SqlSession } from "../sql/sql-engine";
import type { CallFault, When } from "./fault-shape";
import type { DescribedCall, Faults } from "./faults";

type Work = () => object | Promise<object>;

/** The answer to send; or that it went out already, or that the connection is to be dropped in its place. */
type FaultyAnswer = Response | { readonly sent: number } | "dropped";

/** Does the work of a call and answers it, with whatever fault the call meets on the way. */
export async function answerWithFaults(
  call: DescribedCall,
  work: Work,
  {
    faults,
    outgoing,
    toResponse,
  }: {
    readonly faults: Faults;
    readonly outgoing: ServerResponse;
    readonly toResponse: (work: Work) => Promise<Response>;
  },
): Promise<FaultyAnswer> {
  await faults.held.pass();
  const { delayMs, fault } = faults.take(call);
  if (delayMs > 0) await sleep(delayMs, undefined, { ref: false });
  const stopAt = (when: When) => stop(fault, when, call, faults);
  await stopAt("before");
  if (fault?.kind === "drop-before") return "dropped";
  const refuse = fault === undefined ? undefined : refusal(fault);
  if (refuse !== undefined && !isAfterWork(fault)) return toResponse(refuse);
  const answer = await toResponse(work);
  await stopAt("after-work");
  if (refuse !== undefined) return toResponse(refuse);
  if (fault?.kind === "drop-after") return "dropped";
  if (fault?.kind === "slow-answer" || fault?.kind === "half-answer" || fault?.kind === "wrong-json") {
    await sendSpoilt(fault, answer, outgoing);
    return { sent: answer.status };
  }
  outgoing.once("finish", () => void stopAt("after-answer"));
  return answer;
}

function isAfterWork(fault: CallFault | undefined): boolean {
  return fault?.kind === "status" && fault.when === "after-work";
}

/** What answers the call in place of the operation. */
function refusal(fault: CallFault): (() => never) | undefined {
  if (fault.kind === "status") {
    return () => {
      throw new ApiError(fault.status, fault.errorCode, fault.message, fault.retryAfter);
    };
  }
  if (fault.kind === "expired-token") {
    return () => {
      throw new ApiError(fault.status, fault.status, "Invalid access token.");
    };
  }
  return undefined;
}

/** Ends the process there without a word, or holds the call until it is released. */
async function stop(
  fault: CallFault | undefined,
  when: When,
  call: DescribedCall,
  faults: Faults,
): Promise<void> {
  if ((fault?.kind !== "kill" && fault?.kind !== "pause") || fault.when !== when) return;
  if (fault.kind === "kill") process.kill(process.pid, "SIGKILL");
  await faults.held.hold({ ...call, when });
}

type SpoilingFault = Extract<CallFault, { kind: "slow-answer" | "half-answer" | "wrong-json" }>;

const PIECES_PER_SECOND = 10;

/** Sends the answer as the fault would have it: late, cut off, or something else altogether. */
async function sendSpoilt(fault: SpoilingFault, answer: Response, outgoing: ServerResponse): Promise<void> {
  const whole = Buffer.from(await answer.arrayBuffer());
  const body = fault.kind === "wrong-json" ? Buffer.from(fault.body) : whole;
  outgoing.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    "content-length": String(body.length),
  });
  if (fault.kind === "wrong-json") {
    outgoing.end(body);
  } else if (fault.kind === "slow-answer") {
    await trickle(body, fault.bytesPerSecond, outgoing);
  } else {
    const half = body.subarray(0, Math.floor(body.length * fault.fraction));
    outgoing.flushHeaders();
    outgoing.write(half, () => outgoing.destroy());
  }
}

async function trickle(body: Buffer, bytesPerSecond: number, outgoing: ServerResponse): Promise<void> {
  const size = Math.max(1, Math.round(bytesPerSecond / PIECES_PER_SECOND));
  outgoing.flushHeaders();
  for (let sent = 0; sent < body.length && !outgoing.destroyed; sent += size) {
    const piece = body.subarray(sent, sent + size);
    outgoing.write(piece);
    await sleep((piece.length / bytesPerSecond) * 1000, undefined, { ref: false });
  }
  outgoing.end();
}

/** Statements that run into faults on their way into the engine and back; all others pass as they are. */
export function engineWithFaults(engine: SqlEngine, faults: Faults): SqlEngine {
  return {
    openSession: async (options) => sessionWithFaults(await engine.openSession(options), faults),
    close: () => engine.close(),
  };
}

function sessionWithFaults(session: SqlSession, faults: Faults): SqlSession {
  return {
    catalogue: session.catalogue,
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
  const end = new LinkedAbort(...signals);
  if (ms !== undefined) end.abortAfter(ms, "the time is over");
  if (!end.signal.aborted) await once(end.signal, "abort");
  end.release();
}
