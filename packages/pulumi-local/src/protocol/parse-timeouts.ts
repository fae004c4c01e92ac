import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb";
import { EngineError } from "../engine-error";
import type { CustomTimeouts } from "../state/resource-state";

const SECONDS: Record<string, number> = { ns: 1e-9, us: 1e-6, µs: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600 };

/** `1h30m`, `90s`: a sequence of numbers with units, as in Go's time.ParseDuration. Seconds; undefined where none is set. */
export function parseTimeouts(
  message: RegisterResourceRequest.CustomTimeouts | undefined,
): CustomTimeouts | undefined {
  if (!message) return undefined;
  const texts = {
    create: message.getCreate(),
    read: message.getRead(),
    update: message.getUpdate(),
    delete: message.getDelete(),
  };
  const entries = Object.entries(texts).filter(([, text]) => text !== "");
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([operation, text]) => [operation, seconds(text)]));
}

function seconds(text: string): number {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== text)
    throw new EngineError(`unable to parse customTimeout Value ${text}`);
  return parts.reduce((sum, [, number, unit = ""]) => sum + Number(number) * (SECONDS[unit] ?? 0), 0);
}
