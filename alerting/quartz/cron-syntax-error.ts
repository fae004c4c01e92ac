import { ExpectedError } from "../expected-error";

/** Why a text is no Quartz cron expression. */
export class CronSyntaxError extends ExpectedError {
  override readonly name = "CronSyntaxError";
}
