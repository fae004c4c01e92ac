import { z } from "zod";

/** A setting that is on or off, and what it is when it is not given. */
export function switchedTo(fallback: "true" | "false") {
  return z
    .enum(["true", "false"], { error: "must be true or false" })
    .default(fallback)
    .transform((value) => value === "true");
}
