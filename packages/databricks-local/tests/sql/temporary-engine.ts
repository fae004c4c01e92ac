import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDbEngine } from "../../src/sql/duckdb-engine";
import {
  type SqlCell,
  type SqlEngine,
  SqlError,
  type SqlParameter,
  type SqlSession,
} from "../../src/sql/sql-engine";
import { SHOP } from "../shop";

export const NOW = new Date("2026-11-23T10:00:00.000Z");

/** Where names without a catalog or schema are looked for. */
interface Place {
  readonly catalog: string;
  readonly schema: string;
}

/** An engine in a directory of its own, for one test file. */
export class TemporaryEngine {
  readonly #reopened: () => ReturnType<typeof openAt>;

  private constructor(
    readonly dataDir: string,
    reopened: () => ReturnType<typeof openAt>,
    public engine: SqlEngine,
    public session: SqlSession,
  ) {
    this.#reopened = reopened;
  }

  /** @param setup SQL scripts that a new engine runs */
  static async open(
    setup: readonly string[] = SHOP,
    place: Place = { catalog: "shop", schema: "gold" },
  ): Promise<TemporaryEngine> {
    const dataDir = await mkdtemp(join(tmpdir(), "workspace-sql-"));
    const open = () => openAt(dataDir, setup, place);
    return new TemporaryEngine(dataDir, open, ...(await open()));
  }

  /** Closes the engine and opens it again on the same files. */
  async reopen(): Promise<void> {
    await this.engine.close();
    [this.engine, this.session] = await this.#reopened();
  }

  /** The rows of a statement, each cell as JSON has it. */
  async rows(sql: string, parameters?: readonly SqlParameter[]): Promise<unknown[][]> {
    const { rows } = await this.session.execute(sql, parameters);
    return rows.map((row) => row.map(plain));
  }

  /** `CLASS SQLSTATE` of the failure that the statement ends with. */
  async failure(sql: string, parameters?: readonly SqlParameter[]): Promise<string> {
    return failureOf(this.session.execute(sql, parameters));
  }

  async close(): Promise<void> {
    await this.engine.close();
    await rm(this.dataDir, { recursive: true });
  }
}

async function openAt(
  dataDir: string,
  setup: readonly string[],
  place: Place,
): Promise<[SqlEngine, SqlSession]> {
  const engine = await openDuckDbEngine({ dataDir, clock: () => NOW, setup });
  const session = await engine.openSession({ ...place, userName: "local.user@example.com" });
  return [engine, session];
}

export async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "no failure";
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    return `${error.errorClass} ${error.sqlState}`;
  }
}

/** BIGINT as a number and MAP as an object, so that expected values can be written as JSON. */
export function plain(cell: SqlCell): unknown {
  if (typeof cell === "bigint") return Number(cell);
  if (Array.isArray(cell)) return cell.map(plain);
  if (cell instanceof Map)
    return Object.fromEntries([...cell].map(([key, value]) => [String(plain(key)), plain(value)]));
  if (typeof cell === "object" && cell !== null)
    return Object.fromEntries(Object.entries(cell).map(([name, value]) => [name, plain(value)]));

  return cell;
}
