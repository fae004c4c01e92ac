import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { childEnvironment } from "../../child-environment";
import { principalKind } from "../../scim/principal-store";
import { WAREHOUSE_ID } from "../../warehouses/warehouse";
import type { TaskOutput } from "../runs/run-store";
import { failedTask, MAX_OUTPUT_BYTES, type TaskCall, type TaskResult } from "../task-call";
import type { Cell } from "./parse-notebook";
import { parseSql } from "./parse-sql";
import { findPython, type ProcessEnd, runProcess } from "./python-process";

const DRIVER = join(__dirname, "driver", "run_notebook.py");

/** What the driver leaves behind; nothing of it when the process was ended. */
const reportShape = z.object({
  exit: z.string().optional(),
  error: z.string().optional(),
  trace: z.string().optional(),
  values: z.record(z.string(), z.string()).default({}),
});
type Report = z.infer<typeof reportShape>;

/** Runs a notebook in a Python process of its own, in an empty folder that is gone afterwards. */
export async function runPythonNotebook(
  cells: readonly Cell[],
  parameters: Readonly<Record<string, string>>,
  call: TaskCall,
): Promise<TaskResult> {
  const { surroundings, signal, run } = call;
  const python = findPython(surroundings.python);
  if (python === undefined)
    return { result: "not started", message: noPython(surroundings.python), output: {} };
  const folder = mkdtempSync(join(tmpdir(), "notebook-"));
  const token = surroundings.tokens.issue({ userName: run.run_as, kind: principalKind(run.run_as) });
  try {
    const spec = join(folder, ".notebook.json");
    const report = join(folder, ".report.json");
    const content = { cells: cells.map(forDriver), parameters, report, values: call.taskValues() };
    const settings = {
      ...content,
      warehouse_id: surroundings.warehouses.list()[0]?.warehouse.id ?? WAREHOUSE_ID,
    };
    writeFileSync(spec, JSON.stringify(settings), { mode: 0o600 });
    const env = childEnvironment(process.env, {
      DATABRICKS_HOST: surroundings.host(),
      DATABRICKS_TOKEN: token,
      DATABRICKS_CA_FILE: surroundings.caFile,
      DATABRICKS_CONFIG_FILE: "/dev/null",
      PYTHONUNBUFFERED: "1",
      PYTHONIOENCODING: "utf-8",
      no_proxy: "127.0.0.1,localhost",
    });
    const end = await runProcess(python, [DRIVER, spec], { cwd: folder, env, signal });
    const redact = (text: string) => text.replaceAll(token, "[REDACTED]");
    return toResult(end, readReport(report), call, redact);
  } finally {
    surroundings.tokens.revoke(token);
    rmSync(folder, { recursive: true, force: true });
  }
}

function noPython(wanted: string | undefined): string {
  return (
    `The notebook cannot run: this machine has no ${wanted ?? "python3 on its PATH"}. ` +
    "Install Python 3, or name an interpreter: databricks-local start --python <path>"
  );
}

function forDriver({ kind, source, position, magic }: Cell) {
  if (kind === "SQL") return { kind, position, items: parseSql(source) };
  return { kind, position, source, magic };
}

function readReport(path: string): Report | undefined {
  if (!existsSync(path)) return undefined;
  const report = reportShape.safeParse(JSON.parse(readFileSync(path, "utf8")));
  return report.success ? report.data : undefined;
}

function toResult(
  end: ProcessEnd,
  report: Report | undefined,
  call: TaskCall,
  redact: (text: string) => string,
): TaskResult {
  const logs = redact(end.output);
  const output: TaskOutput = {
    notebook_output: exitOf(report?.exit, redact),
    ...(logs !== "" && { logs, logs_truncated: end.isTruncated }),
  };
  if (report === undefined)
    return failedTask(`The Python process ended without a result: ${end.end}`, output);
  call.note({ values: report.values });
  if (report.error === undefined) return { result: "succeeded", output };
  return failedTask(redact(report.error), { ...output, error_trace: redact(report.trace ?? "") });
}

function exitOf(value: string | undefined, redact: (text: string) => string) {
  if (value === undefined) return { truncated: false };
  const bytes = Buffer.from(redact(value));
  const result = bytes
    .subarray(0, MAX_OUTPUT_BYTES)
    .toString("utf8")
    .replace(/\uFFFD+$/, "");
  return { result, truncated: bytes.length > MAX_OUTPUT_BYTES };
}
