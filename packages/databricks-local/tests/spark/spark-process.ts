import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Judge } from "./golden";

const SCRIPT = join(__dirname, "record.py");
const PYTHON = process.env["SPARK_PYTHON"] ?? "python3";
const PROCESSES = "2";

export const HOW_TO_INSTALL =
  "It needs Java 17 and PySpark: python3 -m venv .venv && .venv/bin/pip install pyspark==4.3.0, then SPARK_PYTHON=.venv/bin/python.";

/** Why no Spark can be asked here. */
export function whyNoSpark(): string | undefined {
  if (spawnSync(PYTHON, ["-c", "import pyspark"]).status !== 0) return `${PYTHON} has no PySpark.`;
  if (spawnSync("java", ["-version"]).status !== 0) return "There is no Java.";
  return undefined;
}

export function askJudge(): Judge {
  const { stdout } = spawnSync(PYTHON, [SCRIPT, "--version"], { encoding: "utf8" });
  return JSON.parse(stdout) as Judge;
}

/** Spark's answers as lines of JSON, in the order of the statements. */
export async function askSpark(
  statements: readonly string[],
  onAnswer: (done: number) => void = () => undefined,
): Promise<string[]> {
  const child = spawn(PYTHON, [SCRIPT, "--processes", statements.length > 100 ? PROCESSES : "1"], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(statements.map((sql) => `${JSON.stringify(sql)}\n`).join(""));
  const answers: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(line);
    onAnswer(answers.length);
  }
  if (answers.length !== statements.length)
    throw new TypeError(`Spark gave ${answers.length} answers to ${statements.length} statements.`);

  return answers;
}
