import { asJson } from "../call";
import { RemoteRun } from "../remote-run";

/** The warehouse behind `REMOTE=1`, through statement execution, where each cell is text. */
export class RemoteWarehouse {
  readonly #run = new RemoteRun();

  async open(): Promise<void> {
    await this.#run.open();
    await this.#run.openSchema();
  }

  async answer(sql: string) {
    const { status, manifest, result } = await this.#run.execute(sql);
    const { state, error } = asJson(status);
    if (state !== "SUCCEEDED") throw new Error(JSON.stringify(error));
    const { columns = [] } = asJson(asJson(manifest).schema);
    const { data_array: rows = [] } = asJson(result);
    if (!Array.isArray(columns)) throw new Error(`no columns: ${JSON.stringify(manifest)}`);
    const described = columns.map(asJson);
    return {
      rows,
      types: described.map(({ type_text }) => String(type_text).toLowerCase()).join(", "),
      names: described.map(({ name }) => String(name)).join(", "),
    };
  }

  /** `CLASS SQLSTATE`, as the engine of the local workspace tells it. */
  async failure(sql: string): Promise<string> {
    const { error, sql_state } = asJson((await this.#run.execute(sql)).status);
    const [, errorClass = "no failure"] = /^\[([\w.]+)\]/.exec(String(asJson(error ?? {}).message)) ?? [];
    return `${errorClass} ${String(sql_state)}`;
  }

  async close(): Promise<void> {
    await this.#run.close();
  }
}

/** A cell's text in the form of the value that is expected there, or as it is where it cannot have that form. */
export function readAs(expected: unknown, cell: unknown): unknown {
  if (typeof cell !== "string") return isNested(expected) ? readNested(expected, cell) : cell;
  if (typeof expected === "number") return cell === "" ? cell : Number(cell);
  if (typeof expected === "boolean") return cell === "true" || (cell === "false" ? false : cell);
  if (isNested(expected)) return readNested(expected, JSON.parse(cell));
  return typeof expected === "string" ? momentAs(expected, cell) : cell;
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** Arrays, maps and structs are JSON, and numbers in them text. */
function readNested(expected: object, cell: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(cell))
    return cell.map((item, index) => readAs(expected[index], item));

  if (!isNested(cell) || Array.isArray(cell)) return cell;
  const items = new Map<string, unknown>(Object.entries(expected));
  return Object.fromEntries(
    Object.entries(cell).map(([name, item]) => [name, readAs(items.get(name), item)]),
  );
}

const MOMENT = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d/;

/** `2026-11-23T10:00:00.000Z` is the same moment as `2026-11-23 10:00:00`. */
function momentAs(expected: string, cell: string): string {
  return MOMENT.test(expected) && MOMENT.test(cell) && plainMoment(expected) === plainMoment(cell)
    ? expected
    : cell;
}

function plainMoment(text: string): string {
  return text
    .replace("T", " ")
    .replace(/Z$/, "")
    .replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
}
