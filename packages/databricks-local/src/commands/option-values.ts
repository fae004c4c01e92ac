import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { z } from "zod";
import { type FaultInput, faultShape } from "../faults/fault-shape";
import { checkShape } from "../shape-check";

export function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new InvalidArgumentError("It must be a number from 1 to 65535.");
}

export function parsePositive(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= 1) return number;
  throw new InvalidArgumentError("It must be a whole number from 1.");
}

const momentShape = z.union([z.iso.datetime({ offset: true }), z.iso.date()]);

/** A date alone means its first moment, UTC. */
export function parseMoment(text: string): Date {
  if (momentShape.safeParse(text).success) return new Date(text);
  throw new InvalidArgumentError("It must be a moment such as 2026-11-23T08:00:00Z.");
}

/** Collects what `--fault` was given, each time it was. */
export function parseFault(text: string, before: readonly FaultInput[]): FaultInput[] {
  return [...before, parse(faultShape, text)];
}

export function readFaultsFile(file: string): FaultInput[] {
  return parse(z.array(faultShape), read(file));
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new InvalidArgumentError("It must be a file that can be read.");
  }
}

function parse<Shape>(schema: z.ZodType<Shape>, text: string): Shape {
  try {
    return checkShape(schema, JSON.parse(text));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new InvalidArgumentError(
      error instanceof SyntaxError ? `It is no JSON: ${message}.` : `${message}.`,
    );
  }
}
