/** What an evaluation ends in; `UNKNOWN` before the first one. */
export type AlertState = "OK" | "TRIGGERED" | "ERROR" | "UNKNOWN";
