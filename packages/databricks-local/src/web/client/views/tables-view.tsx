import { useState } from "preact/hooks";
import type { TableList } from "../../table-details";
import { useTitle } from "../frame";
import { useLive } from "../live";
import { SearchBox } from "../parts/list-filters";
import { EmptyState, FaultNote } from "../parts/page-notes";
import { linkTo } from "../route";
import { TableView } from "./table-view";

/** Catalogs, schemas and tables; the chosen table beside them. */
export function TablesView({ address }: { readonly address: readonly string[] }) {
  const { answer, fault } = useLive<TableList>("/_local/tables");
  const [text, setText] = useState("");
  const [catalog, schema, table] = address;
  const isChosen = catalog !== undefined && schema !== undefined && table !== undefined;
  useTitle(isChosen ? table : "Tables");
  const found = (answer?.tables ?? []).filter((one) =>
    `${one.catalog}.${one.schema}.${one.table}`.toLowerCase().includes(text.toLowerCase()),
  );
  return (
    <>
      <div class="headline">
        <h1>Tables</h1>
      </div>
      <FaultNote fault={fault} />
      <div class="two-panes">
        <nav class="tree" aria-label="Tables">
          <SearchBox label="Search tables" text={text} onText={setText} />
          {answer !== undefined && found.length === 0 && <p class="quiet">No table is called like that.</p>}
          {groupBySchema(found).map(([name, tables]) => (
            <section key={name}>
              <h2>{name}</h2>
              <ul>
                {tables.map((one) => (
                  <li key={one.table}>
                    <a
                      href={linkTo("tables", one.catalog, one.schema, one.table)}
                      title={one.comment ?? undefined}
                      aria-current={
                        one.table === table && one.schema === schema && one.catalog === catalog
                          ? "true"
                          : undefined
                      }
                    >
                      {one.table}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        {isChosen ? (
          <TableView key={address.join("/")} catalog={catalog} schema={schema} table={table} />
        ) : (
          <EmptyState title={answer?.tables.length === 0 ? "No table yet" : "Choose a table"}>
            <code>databricks-local sql "SHOW TABLES IN …"</code> asks for more than this page shows.
          </EmptyState>
        )}
      </div>
    </>
  );
}

type Tables = TableList["tables"];

function groupBySchema(tables: Tables): [name: string, tables: Tables][] {
  const groups = new Map<string, Tables>();
  for (const table of tables) {
    const name = `${table.catalog}.${table.schema}`;
    groups.set(name, [...(groups.get(name) ?? []), table]);
  }
  return [...groups];
}
