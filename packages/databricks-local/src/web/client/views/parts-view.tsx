import type { PartCell, Parts } from "../../parts";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { Moment } from "../parts/moment";
import { FaultNote } from "../parts/page-notes";
import { exactDuration } from "../parts/short-text";
import { CardTable } from "../parts/widget-figure";

/** What else is there: faults that wait, jobs, dashboards, warehouses, destinations. */
export function PartsView() {
  const { answer, fault } = useLive<Parts>("/_local/parts");
  useTitle("Parts");
  return (
    <>
      <div class="headline">
        <h1>Parts</h1>
        <p>What else this workspace holds.</p>
      </div>
      <FaultNote fault={fault} />
      {answer?.groups.map(({ title, empty, columns, rows }) => (
        <section key={title} aria-label={title}>
          <h2>
            {title} <span class="count">{rows.length}</span>
          </h2>
          {rows.length === 0 ? (
            <p class="quiet">{empty}</p>
          ) : (
            <CardTable columns={columns} rows={rows} show={(cell) => <Cell cell={cell} />} />
          )}
        </section>
      ))}
    </>
  );
}

function Cell({ cell }: { readonly cell: PartCell }) {
  if (typeof cell === "string") return <>{cell}</>;
  return "at" in cell ? <Moment at={cell.at} /> : <>{exactDuration(cell.ms)}</>;
}
