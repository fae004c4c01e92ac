import type { DashboardDetails, DashboardList } from "../../dashboard-details";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { Moment } from "../parts/moment";
import { EmptyState, FaultNote } from "../parts/page-notes";
import { WidgetFigure } from "../parts/widget-figure";
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

type Page = DashboardDetails["pages"][number];

/** A Lakeview dashboard with its counters, bars, lines and tables. */
export function DashboardView({ id }: { readonly id: string }) {
  const { answer, fault } = useLive<DashboardDetails>(`/_local/dashboards/${encodeURIComponent(id)}`);
  useTitle(answer?.name ?? "Dashboard");
  return (
    <>
      <div class="headline">
        <h1>{answer?.name ?? "Dashboard"}</h1>
        {answer && <p>{answer.path}</p>}
      </div>
      <FaultNote fault={fault} />
      {answer?.pages.map((page) => (
        <section key={page.title} aria-label={page.title}>
          {answer.pages.length > 1 && <h2>{page.title}</h2>}
          <Grid {...page} />
        </section>
      ))}
    </>
  );
}

function Grid({ width, widgets }: Page) {
  return (
    <div class="widgets" style={{ gridTemplateColumns: `repeat(${width}, minmax(0, 1fr))` }}>
      {widgets.map(({ name, title, place, view }) => (
        <article
          key={name}
          class={`widget widget-${view.kind}`}
          style={{
            gridColumn: `${place.x + 1} / span ${place.width}`,
            gridRow: `${place.y + 1} / span ${place.height}`,
          }}
        >
          <h3>{title}</h3>
          <WidgetFigure title={title} view={view} />
        </article>
      ))}
    </div>
  );
}
