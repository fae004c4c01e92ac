import { useState } from "preact/hooks";
import type { TableDetails, TablePage } from "../../table-details";
import { useLive } from "../live";
import { FaultNote } from "../parts/page-notes";

interface TableViewProps {
  readonly catalog: string;
  readonly schema: string;
  readonly table: string;
}

/** One table: its columns and constraints, and its rows in pages. */
export function TableView({ catalog, schema, table }: TableViewProps) {
  const path = `/_local/tables/${[catalog, schema, table].map(encodeURIComponent).join("/")}`;
  const { answer, fault } = useLive<TableDetails>(path);
  return (
    <article class="table-page">
      <h2 class="table-name">
        <small>
          {catalog}.{schema}.
        </small>
        {table}
      </h2>
      <FaultNote fault={fault} />
      {answer && (
        <>
          {answer.comment !== null && answer.comment !== "" && <p>{answer.comment}</p>}
          <TableRows path={`${path}/rows`} rowCount={answer.rowCount} />
          <Columns columns={answer.columns} />
          {answer.constraints.length > 0 && (
            <section aria-label="Constraints">
              <h3>Constraints</h3>
              <dl class="facts wide">
                {answer.constraints.map(({ name, text }) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>
                      <code>{text}</code>
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </>
      )}
    </article>
  );
}

function TableRows({ path, rowCount }: { readonly path: string; readonly rowCount: number }) {
  const [page, setPage] = useState(0);
  const { answer, fault } = useLive<TablePage>(`${path}?page=${page}`);
  const last = answer === undefined ? 0 : Math.max(0, Math.ceil(rowCount / answer.pageRows) - 1);
  return (
    <section>
      <h3 id="rows-title">{rowCount === 1 ? "1 row" : `${rowCount.toLocaleString("en")} rows`}</h3>
      <FaultNote fault={fault} />
      {answer !== undefined && rowCount > 0 && (
        <div class="scroll tall" tabIndex={0} role="region" aria-labelledby="rows-title">
          <table class="data">
            <thead>
              <tr>
                {answer.columns.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {answer.rows.map((row, index) => (
                <tr key={index}>
                  {row.map((cell, column) => (
                    <td key={column}>{cell ?? <span class="null">NULL</span>}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {last > 0 && (
        <div class="row pager">
          <button type="button" disabled={page === 0} onClick={() => setPage(page - 1)}>
            ← Before
          </button>
          <span>
            Page {page + 1} of {last + 1}
          </span>
          <button type="button" disabled={page >= last} onClick={() => setPage(page + 1)}>
            Next →
          </button>
        </div>
      )}
    </section>
  );
}

function Columns({ columns }: Pick<TableDetails, "columns">) {
  return (
    <section aria-labelledby="columns-title">
      <h3 id="columns-title">Columns</h3>
      <table class="cards">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">Comment</th>
          </tr>
        </thead>
        <tbody>
          {columns.map(({ name, type, isNullable, standard, comment }) => (
            <tr key={name}>
              <td data-label="Name">
                <code>{name}</code>
              </td>
              <td data-label="Type">
                <code>{type}</code>
                {!isNullable && <small> NOT NULL</small>}
                {standard !== null && (
                  <small>
                    {" "}
                    DEFAULT <code>{standard}</code>
                  </small>
                )}
              </td>
              <td data-label="Comment">{comment}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
