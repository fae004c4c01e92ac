import { readFileSync } from "node:fs";
import { InvalidArgumentError } from "commander";
import { z } from "zod";
import { faultShape, type FaultInput } from "../faults/fault-shape";
import { checkShape } from "../shape-check";

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
