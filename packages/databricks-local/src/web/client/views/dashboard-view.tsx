import type { DashboardDetails } from "../../dashboard-details";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { FaultNote } from "../parts/fault-note";
import { WidgetFigure } from "../parts/widget-figure";

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
