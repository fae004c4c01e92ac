import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "../api-error";
import type { CallFault, When } from "./fault-shape";
import type { DescribedCall, Faults } from "./faults";
import { sendSpoilt } from "./spoilt-answer";

type Work = () => object | Promise<object>;

/** The answer to send; or that it went out already, or that the connection is to be dropped in its place. */
export type FaultyAnswer = Response | { readonly sent: number } | "dropped";

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
