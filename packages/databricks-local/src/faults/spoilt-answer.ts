import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { CallFault } from "./fault-shape";

export type SpoilingFault = Extract<CallFault, { kind: "slow-answer" | "half-answer" | "wrong-json" }>;

const PIECES_PER_SECOND = 10;

/** Sends the answer as the fault would have it: late, cut off, or something else altogether. */
export async function sendSpoilt(
  fault: SpoilingFault,
  answer: Response,
  outgoing: ServerResponse,
): Promise<void> {
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
