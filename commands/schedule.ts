import { Command, InvalidArgumentError } from "commander";
import { readDuration } from "../messages/durations";
import { isForLocalWorkspace, load, onStack, runOnLocalWorkspace, type StackOptions } from "./follow-stack";
import type * as RunSchedule from "./schedule/run-schedule";

export interface ScheduleOptions extends StackOptions {
  readonly apply?: true;
  /** In seconds. */
  readonly noticeWithin?: number;
  readonly minute?: number;
  readonly price?: number;
  readonly json?: true;
}

/** `npm run schedule`: what schedules cost, and ones that cost less. */
export function scheduleCommand(): Command {
  const command = new Command("schedule")
    .description(
      "Shows how many hours a day schedules keep the warehouse up, what that costs, and schedules that cost less (docs/schedules.md).",
    )
    .option("--apply", "write the proposed schedules into the rows, and those of packs into their pack.yaml")
    .option("--notice-within <time>", "how late it may be noticed where a row does not say: 1h", seconds)
    .option("--minute <0-59>", "the minute of UTC's hours in which rows meet", minuteOfHour)
    .option("--price <money>", "what a DBU costs, in USD", money)
    .option("--json", "print one JSON document")
    .action((options: ScheduleOptions) => {
      if (isForLocalWorkspace(options)) return runOnLocalWorkspace();
      return (load("./schedule/run-schedule") as typeof RunSchedule).schedule(options);
    });
  return onStack(command);
}

function seconds(text: string): number {
  const read = readDuration(text);
  if (read === undefined) throw new InvalidArgumentError("It must be a time such as 30m, 4h or 1d.");
  return read;
}

function minuteOfHour(text: string): number {
  if (!/^[0-5]?\d$/.test(text)) throw new InvalidArgumentError("It must be a minute, from 0 to 59.");
  return Number(text);
}

function money(text: string): number {
  if (!/^\d{1,6}(?:\.\d{1,6})?$/.test(text))
    throw new InvalidArgumentError("It must be a price such as 0.70.");
  return Number(text);
}
