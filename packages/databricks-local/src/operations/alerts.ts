import { z } from "zod";
import { hasLevel, homeOf, requireFolder, requireLevel, requireWarehouse } from "../access/object-rights";
import { alertShape } from "../alerts/alert-shape";
import { readUpdateMask } from "../alerts/update-mask";
import { ApiError } from "../api-error";
import type { Operation } from "../operation";
import { readPage } from "../request-query";
import { checkShape } from "../shape-check";
import { describeAlert, describeOverview } from "../web/alert-summary";

/** The body is the alert itself, not wrapped in `alert`. */
const createAlert: Operation = {
  method: "POST",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const alert = call.body(alertShape);
    requireFolder(call, alert.parent_path ?? homeOf(caller), "CAN_MANAGE");
    requireWarehouse(call, alert.warehouse_id);
    return workspace.alerts.create(alert, caller.userName);
  },
};

const getAlert: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const id = call.param("id");
    requireLevel(call, { type: "alertsv2", id }, "CAN_READ");
    return call.workspace.alerts.get(id);
  },
};

/** In the order of creation; there is no filter. */
const listAlerts: Operation = {
  method: "GET",
  paths: ["/api/2.0/alerts"],
  documentation: { page: "alerts", sources: ["sdk"] },
  handle: (call) => {
    const { alerts } = call.workspace;
    const shown = alerts
      .list()
      .filter(({ alert: { id = "" } }) => hasLevel(call, { type: "alertsv2", id }, "CAN_READ"));
    const page = readPage(shown, call.query, alerts.pageLimits);
    return { alerts: page.items.map(({ alert }) => alert), next_page_token: page.nextPageToken };
  },
};

/** Only what the mask names is read from the body, so the body's shape is checked after it was applied. */
const updateAlert: Operation = {
  method: "PATCH",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { workspace, caller } = call;
    const id = call.param("id");
    requireLevel(call, { type: "alertsv2", id }, "CAN_EDIT");
    const mask = readUpdateMask(call.query.get("update_mask"));
    return workspace.alerts.update(id, call.body(z.record(z.string(), z.unknown())), mask, caller.userName);
  },
};

/** Moves the alert to the trash; with `purge=true` it is gone for good. */
const deleteAlert: Operation = {
  method: "DELETE",
  paths: ["/api/2.0/alerts/:id"],
  documentation: { page: "alerts", sources: ["sdk", "provider"] },
  handle: (call) => {
    const { param, query, workspace } = call;
    requireLevel(call, { type: "alertsv2", id: param("id") }, "CAN_MANAGE");
    const purge = query.get("purge") ?? "false";
    if (purge !== "true" && purge !== "false")
      throw ApiError.invalidParameter(`purge must be true or false, not '${purge}'`);

    if (purge === "true") workspace.alerts.purge(param("id"));
    else workspace.alerts.trash(param("id"));
    return {};
  },
};

/** Not the service's: runs the alert now, paused or not. */
const evaluateAlert: Operation = {
  method: "POST",
  paths: ["/_local/alerts/:id/evaluate"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ param, workspace }) => workspace.evaluator.evaluate(param("id"), "ON_DEMAND"),
};

/** Not the service's: every evaluation of the alert, the oldest first; an alert that is gone keeps them. */
const readAlertHistory: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id/history"],
  documentation: { page: "evaluation", sources: ["local"] },
  handle: ({ param, workspace }) => {
    const evaluations = workspace.history.of(param("id"));
    if (evaluations.length === 0) workspace.alerts.get(param("id"));
    return { evaluations };
  },
};

const queryShape = z.object({ hours: z.coerce.number().int().min(1).max(720).default(24) });

/** Not the service's: all alerts in words, with their states over the last hours. */
const readOverview: Operation = {
  method: "GET",
  paths: ["/_local/overview"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ query, workspace }) =>
    describeOverview(workspace, checkShape(queryShape, Object.fromEntries(query)).hours),
};

/** Not the service's: one alert in words, with its newest evaluations and its last notification. */
const readAlertDetails: Operation = {
  method: "GET",
  paths: ["/_local/alerts/:id"],
  documentation: { page: "page", sources: ["local"] },
  handle: ({ param, workspace }) => describeAlert(workspace, param("id")),
};

export const ALERT_OPERATIONS: readonly Operation[] = [
  createAlert,
  getAlert,
  listAlerts,
  updateAlert,
  deleteAlert,
  evaluateAlert,
  readAlertHistory,
  readOverview,
  readAlertDetails,
];
