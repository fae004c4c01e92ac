import type { Operation } from "./operation";
import { ACCESS_TOKEN_OPERATIONS } from "./operations/access-tokens";
import { ALERT_OPERATIONS } from "./operations/alerts";
import { CATALOG_OPERATIONS } from "./operations/catalogs";
import { CLOCK_OPERATIONS } from "./operations/clock";
import { DASHBOARD_OPERATIONS } from "./operations/dashboards";
import { FAULT_OPERATIONS } from "./operations/faults";
import { FUNCTION_OPERATIONS } from "./operations/functions";
import { GRANT_OPERATIONS } from "./operations/grants";
import { GROUP_OPERATIONS } from "./operations/groups";
import { LEGACY_OPERATIONS } from "./operations/legacy-alerts";
import { JOB_OPERATIONS } from "./operations/jobs";
import { NOTIFICATION_OPERATIONS } from "./operations/notifications";
import { PAGE_OPERATIONS } from "./operations/page";
import { PERMISSION_OPERATIONS } from "./operations/permissions";
import { PRINCIPAL_OPERATIONS } from "./operations/principals";
import { REQUEST_LOG_OPERATIONS } from "./operations/request-log";
import { RUN_OPERATIONS } from "./operations/runs";
import { SCHEMA_OPERATIONS } from "./operations/schemas";
import { SIGN_IN_OPERATIONS } from "./operations/sign-in";
import { STATEMENT_OPERATIONS } from "./operations/statements";
import { TABLE_OPERATIONS } from "./operations/tables";
import { VOLUME_OPERATIONS } from "./operations/volumes";
import { WAREHOUSE_OPERATIONS } from "./operations/warehouses";
import { WORKSPACE_OBJECT_OPERATIONS } from "./operations/workspace-objects";

/** Everything that the workspace answers: the list drives the routing and `docs/README.md`. */
export const OPERATIONS: readonly Operation[] = [
  ...SIGN_IN_OPERATIONS,
  ...ACCESS_TOKEN_OPERATIONS,
  ...PRINCIPAL_OPERATIONS,
  ...GROUP_OPERATIONS,
  ...WAREHOUSE_OPERATIONS,
  ...ALERT_OPERATIONS,
  ...LEGACY_OPERATIONS,
  ...PERMISSION_OPERATIONS,
  ...NOTIFICATION_OPERATIONS,
  ...STATEMENT_OPERATIONS,
  ...DASHBOARD_OPERATIONS,
  ...CATALOG_OPERATIONS,
  ...SCHEMA_OPERATIONS,
  ...FUNCTION_OPERATIONS,
  ...TABLE_OPERATIONS,
  ...VOLUME_OPERATIONS,
  ...GRANT_OPERATIONS,
  ...WORKSPACE_OBJECT_OPERATIONS,
  ...JOB_OPERATIONS,
  ...RUN_OPERATIONS,
  ...CLOCK_OPERATIONS,
  ...REQUEST_LOG_OPERATIONS,
  ...FAULT_OPERATIONS,
  ...PAGE_OPERATIONS,
];
