import { ExpectedError } from "../../messages/expected-error";

/** Why a text is no Quartz cron expression. */
export class CronSyntaxError extends ExpectedError {
  override readonly name = "CronSyntaxError";
}
