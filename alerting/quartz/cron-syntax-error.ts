/** Why a text is no Quartz cron expression. */
export class CronSyntaxError extends Error {
  override readonly name = "CronSyntaxError";
}
