import { InvalidArgumentError } from "commander";
import { z } from "zod";

const momentShape = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** A date alone means its first moment, UTC. */
export function parseMoment(text: string): Date {
  if (momentShape.safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError("It must be a moment such as 2026-11-23T08:00:00Z.");
}
