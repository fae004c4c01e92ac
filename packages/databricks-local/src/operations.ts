import type { Operation } from "./operation";
import { JOB_OPERATIONS } from "./job-operations";
import { FILE_OPERATIONS } from "./file-operations";
import { addPrincipal } from "./operations/add-principal";
import { addFaults } from "./operations/add-faults";
import { cancelStatement } from "./operations/cancel-statement";
import { clearFaults } from "./operations/clear-faults";
import { clearRequestLog } from "./operations/clear-request-log";
import { createAlert } from "./operations/create-alert";
import { createCatalog } from "./operations/create-catalog";
import { createDashboard } from "./operations/create-dashboard";
import { createGroup } from "./operations/create-group";
import { createNotificationDestination } from "./operations/create-notification-destination";
import { createSchema } from "./operations/create-schema";
import { createToken } from "./operations/create-token";
import { createVolume } from "./operations/create-volume";
import { createWarehouse } from "./operations/create-warehouse";
import { deleteAlert } from "./operations/delete-alert";
import { deleteCatalog } from "./operations/delete-catalog";
import { deleteGroup } from "./operations/delete-group";
import { deleteNotificationDestination } from "./operations/delete-notification-destination";
import { deleteSchema } from "./operations/delete-schema";
import { deleteTable } from "./operations/delete-table";
import { deleteToken } from "./operations/delete-token";
import { deleteVolume } from "./operations/delete-volume";
import { deleteWarehouse } from "./operations/delete-warehouse";
import { downloadResult } from "./operations/download-result";
import { editWarehouse } from "./operations/edit-warehouse";
import { evaluateAlert } from "./operations/evaluate-alert";
import { executeStatement } from "./operations/execute-statement";
import { executeThrift } from "./operations/execute-thrift";
import { expireTokens } from "./operations/expire-tokens";
import { findTable } from "./operations/find-table";
import { getAlert } from "./operations/get-alert";
import { getCatalog } from "./operations/get-catalog";
import { getDashboard } from "./operations/get-dashboard";
import { getDiscovery } from "./operations/get-discovery";
import { getEffectiveGrants } from "./operations/get-effective-grants";
import { getGrants } from "./operations/get-grants";
import { getGroup } from "./operations/get-group";
import { getMe } from "./operations/get-me";
import { getMetastoreAssignment } from "./operations/get-metastore-assignment";
import { getMetastoreSummary } from "./operations/get-metastore-summary";
import { getNotificationDestination } from "./operations/get-notification-destination";
import { getOAuthServer } from "./operations/get-oauth-server";
import { getPermissionLevels } from "./operations/get-permission-levels";
import { getPermissions } from "./operations/get-permissions";
import { getPublishedDashboard } from "./operations/get-published-dashboard";
import { getResultChunk } from "./operations/get-result-chunk";
import { getSchema } from "./operations/get-schema";
import { getServicePrincipal } from "./operations/get-service-principal";
import { getStatement } from "./operations/get-statement";
import { getTable } from "./operations/get-table";
import { getUser } from "./operations/get-user";
import { getVolume } from "./operations/get-volume";
import { getWarehouse } from "./operations/get-warehouse";
import { getWarehouseConfig } from "./operations/get-warehouse-config";
import { issueOAuthToken } from "./operations/issue-oauth-token";
import { listAlerts } from "./operations/list-alerts";
import { listCatalogs } from "./operations/list-catalogs";
import { listDashboards } from "./operations/list-dashboards";
import { listDataSources } from "./operations/list-data-sources";
import { listFaults } from "./operations/list-faults";
import { listGroups } from "./operations/list-groups";
import { listNotificationDestinations } from "./operations/list-notification-destinations";
import { listSchemas } from "./operations/list-schemas";
import { listServicePrincipals } from "./operations/list-service-principals";
import { listTables } from "./operations/list-tables";
import { listTokens } from "./operations/list-tokens";
import { listUnityTables } from "./operations/list-unity-tables";
import { listUsers } from "./operations/list-users";
import { listVolumes } from "./operations/list-volumes";
import { listWarehouses } from "./operations/list-warehouses";
import { moveClock } from "./operations/move-clock";
import { openAlertPage } from "./operations/open-alert-page";
import { previewNotification } from "./operations/preview-notification";
import { publishDashboard } from "./operations/publish-dashboard";
import { readAlertDetails } from "./operations/read-alert-details";
import { readAlertHistory } from "./operations/read-alert-history";
import { readClock } from "./operations/read-clock";
import { readDashboardDetails } from "./operations/read-dashboard-details";
import { readDashboards } from "./operations/read-dashboards";
import { readInbox } from "./operations/read-inbox";
import { readNewestNotifications } from "./operations/read-newest-notifications";
import { readOverview } from "./operations/read-overview";
import { readPage } from "./operations/read-page";
import { readPageFile } from "./operations/read-page-file";
import { readParts } from "./operations/read-parts";
import { readRequestLog } from "./operations/read-request-log";
import { readRevision } from "./operations/read-revision";
import { readTable } from "./operations/read-table";
import { readTableRows } from "./operations/read-table-rows";
import { refuseDashboardSchedules } from "./operations/refuse-dashboard-schedules";
import { releaseHeldCalls } from "./operations/release-held-calls";
import { setLatency } from "./operations/set-latency";
import { setPermissions } from "./operations/set-permissions";
import { setWarehouseStart } from "./operations/set-warehouse-start";
import { startWarehouse } from "./operations/start-warehouse";
import { stopWarehouse } from "./operations/stop-warehouse";
import { trashDashboard } from "./operations/trash-dashboard";
import { unpublishDashboard } from "./operations/unpublish-dashboard";
import { updateAlert } from "./operations/update-alert";
import { updateCatalog } from "./operations/update-catalog";
import { updateDashboard } from "./operations/update-dashboard";
import { updateGrants } from "./operations/update-grants";
import { updateGroup } from "./operations/update-group";
import { updateNotificationDestination } from "./operations/update-notification-destination";
import { updatePermissions } from "./operations/update-permissions";
import { updateSchema } from "./operations/update-schema";
import { updateVolume } from "./operations/update-volume";
import { waitForHeldCalls } from "./operations/wait-for-held-calls";

/** Everything that the workspace answers: the list drives the routing and `docs/README.md`. */
export const OPERATIONS: readonly Operation[] = [
  getDiscovery,
  getOAuthServer,
  issueOAuthToken,
  createToken,
  listTokens,
  deleteToken,
  getMe,
  listUsers,
  getUser,
  listServicePrincipals,
  getServicePrincipal,
  listGroups,
  createGroup,
  getGroup,
  updateGroup,
  deleteGroup,
  listWarehouses,
  getWarehouse,
  createWarehouse,
  editWarehouse,
  deleteWarehouse,
  getWarehouseConfig,
  listDataSources,
  startWarehouse,
  stopWarehouse,
  createAlert,
  getAlert,
  listAlerts,
  updateAlert,
  deleteAlert,
  getPermissionLevels,
  getPermissions,
  setPermissions,
  updatePermissions,
  createNotificationDestination,
  getNotificationDestination,
  listNotificationDestinations,
  updateNotificationDestination,
  deleteNotificationDestination,
  executeStatement,
  getStatement,
  getResultChunk,
  cancelStatement,
  downloadResult,
  executeThrift,
  createDashboard,
  getDashboard,
  listDashboards,
  updateDashboard,
  trashDashboard,
  publishDashboard,
  getPublishedDashboard,
  unpublishDashboard,
  ...refuseDashboardSchedules,
  listCatalogs,
  getCatalog,
  createCatalog,
  updateCatalog,
  deleteCatalog,
  listSchemas,
  getSchema,
  createSchema,
  updateSchema,
  deleteSchema,
  listUnityTables,
  getTable,
  findTable,
  deleteTable,
  listVolumes,
  getVolume,
  createVolume,
  updateVolume,
  deleteVolume,
  getGrants,
  getEffectiveGrants,
  updateGrants,
  getMetastoreAssignment,
  getMetastoreSummary,
  ...FILE_OPERATIONS,
  ...JOB_OPERATIONS,
  evaluateAlert,
  readAlertHistory,
  readDashboardDetails,
  readDashboards,
  readInbox,
  expireTokens,
  addPrincipal,
  readClock,
  moveClock,
  readRequestLog,
  clearRequestLog,
  setLatency,
  setWarehouseStart,
  addFaults,
  listFaults,
  clearFaults,
  readPage,
  readPageFile,
  openAlertPage,
  readRevision,
  readOverview,
  readAlertDetails,
  previewNotification,
  readNewestNotifications,
  listTables,
  readTable,
  readTableRows,
  readParts,
  waitForHeldCalls,
  releaseHeldCalls,
];
