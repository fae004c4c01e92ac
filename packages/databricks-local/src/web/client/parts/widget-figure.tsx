import type { WidgetView } from "../../widget-view";
import { BarFigure } from "./bar-figure";
import { CardTable } from "./card-table";
import { FaultNote } from "./fault-note";
import { LineFigure } from "./line-figure";
import { shortNumber } from "./short-number";

/** What a widget of a dashboard shows. */
export function WidgetFigure({ title, view }: { readonly title: string; readonly view: WidgetView }) {
  switch (view.kind) {
    case "counter":
      return <p class="figure">{view.value === null ? "–" : shortNumber(view.value)}</p>;
    case "table":
      return <ResultTable {...view} />;
    case "fault":
      return <FaultNote fault={view.message} />;
    case "bar":
    case "line": {
      if (view.points.length === 0) return <p class="quiet">No rows.</p>;
      const Figure = view.kind === "bar" ? BarFigure : LineFigure;
      return <Figure title={title} points={view.points} isTime={view.isTime} />;
    }
  }
}

function ResultTable({ columns, rows }: Extract<WidgetView, { readonly kind: "table" }>) {
  if (rows.length === 0) return <p class="quiet">No rows.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Rows">
      <CardTable columns={columns} rows={rows} show={(cell) => (cell === null ? "–" : shortNumber(cell))} />
    </div>
  );
}
