import type { AlertBody } from "../../alerts/alert-shape";
import type { RenderedNotification } from "../templates/render-notification";

export interface WebhookSender {
  /** The workspace's URL. */
  readonly host: string;
  readonly workspaceId: string;
  /** The id of a user, by name. */
  readonly principalId: (name: string) => string | undefined;
  /** The id of a folder, if the workspace has it as a folder. */
  readonly folderId: (path: string) => number | undefined;
}

/**
 * What the service posts to a generic webhook. "Fields without values are omitted."
 *
 * @see https://docs.databricks.com/aws/en/sql/user/alerts/webhook-payload
 */
export function webhookPayload(
  alert: AlertBody,
  notificationId: string,
  { subject, body }: Pick<RenderedNotification, "subject" | "body">,
  { host, workspaceId, principalId, folderId }: WebhookSender,
) {
  const { evaluation, owner_user_name: owner = "" } = alert;
  const { notification = {} } = evaluation;
  const ownerId = principalId(owner);
  const folder = folderId(alert.parent_path ?? "");
  return {
    event: "alert_state_change",
    url_base: `${host}/sql?o=${workspaceId}`,
    alert: {
      title: subject,
      description: body,
      alert: {
        id: alert.id,
        name: alert.display_name,
        owner: { id: ownerId === undefined ? undefined : Number(ownerId), name: owner, email: owner },
        created_at: Date.parse(alert.create_time ?? ""),
        parent: folder === undefined ? undefined : `folders/${folder}`,
        query_text: alert.query_text,
        warehouse_id: alert.warehouse_id,
        custom_summary: alert.custom_summary,
        custom_description: alert.custom_description,
        evaluations: [
          {
            id: notificationId,
            source: withAggregation(evaluation.source),
            comparison_operator: evaluation.comparison_operator,
            threshold: evaluation.threshold,
            empty_result_state: evaluation.empty_result_state,
            notification: {
              seconds_to_retrigger: notification.retrigger_seconds,
              notify_on_ok: notification.notify_on_ok,
              subscriptions: notification.subscriptions,
            },
          },
        ],
      },
    },
  };
}

function withAggregation(source: AlertBody["evaluation"]["source"]) {
  return { aggregation: "AGGREGATION_UNSPECIFIED", ...source };
}
