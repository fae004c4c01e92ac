import type { DashboardList } from "../../dashboard-details";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { EmptyState } from "../parts/empty-state";
import { FaultNote } from "../parts/fault-note";
import { Moment } from "../parts/moment";
import { linkTo } from "../route";

/** The dashboards that there are. */
export function DashboardsView() {
  const { answer, fault } = useLive<DashboardList>("/_local/dashboards");
  useTitle("Dashboards");
  return (
    <>
      <div class="headline">
        <h1>Dashboards</h1>
        <p>Drawn from their queries, as of now.</p>
      </div>
      <FaultNote fault={fault} />
      {answer?.dashboards.length === 0 && (
        <EmptyState title="No dashboard yet">
          Any client can create one: an SDK, Terraform, Pulumi.
        </EmptyState>
      )}
      <ul class="dashboards">
        {answer?.dashboards.map(({ id, name, path, changedAt }) => (
          <li key={id}>
            <a href={linkTo("dashboards", id)}>{name}</a>
            <small>
              {path}, changed <Moment at={changedAt} />
            </small>
          </li>
        ))}
      </ul>
    </>
  );
}
