import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { GoldenPart, Judge } from "./golden";

const PROGRAMS: Readonly<Record<GoldenPart, readonly [python: string, script: string]>> = {
  probes: [process.env["SPARK_PYTHON"] ?? "python3", "record.py"],
  stories: [process.env["DELTA_PYTHON"] ?? "python3", "record_stories.py"],
};
const PROCESSES = "2";

/** Delta Lake comes a few months behind Spark: it needs a PySpark of its own. */
export const HOW_TO_INSTALL: Readonly<Record<GoldenPart, string>> = {
  probes:
    "It needs Java 17 and PySpark: python3 -m venv .venv && .venv/bin/pip install pyspark==4.3.0, then SPARK_PYTHON=.venv/bin/python.",
  stories:
    "They need Java 17, Maven Central for Delta Lake, and its PySpark: python3 -m venv .venv-delta && .venv-delta/bin/pip install pyspark==4.0.1, then DELTA_PYTHON=.venv-delta/bin/python.",
};

/** Why no Spark can be asked here. */
export function whyNoSpark(part: GoldenPart): string | undefined {
  const [python] = PROGRAMS[part];
  const { status, stdout } = spawnSync(python, ["-c", "import pyspark; print(pyspark.__version__)"], {
    encoding: "utf8",
  });
  if (status !== 0) return `${python} has no PySpark.`;
  if (part === "stories" && !stdout.startsWith("4.0."))
    return `${python} has PySpark ${stdout.trim()}, for which there is no Delta Lake.`;
  if (spawnSync("java", ["-version"]).status !== 0) return "There is no Java.";
  return undefined;
}

export function askJudge(part: GoldenPart): Judge {
  const [python, script] = PROGRAMS[part];
  const { stdout } = spawnSync(python, [join(__dirname, script), "--version"], { encoding: "utf8" });
  return JSON.parse(stdout) as Judge;
}

/** Spark's answers as lines of JSON, in the order of the statements; a story is the list of its own. */
export async function askSpark(
  part: GoldenPart,
  questions: readonly (string | readonly string[])[],
  onAnswer: (done: number) => void = () => undefined,
): Promise<string[]> {
  if (questions.length === 0) return [];
  const [python, script] = PROGRAMS[part];
  const processes = part === "probes" && questions.length > 100 ? ["--processes", PROCESSES] : [];
  const child = spawn(python, ["-B", join(__dirname, script), ...processes], {
    stdio: ["pipe", "pipe", part === "probes" ? "inherit" : "ignore"],
  });
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
  const answers: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    answers.push(line);
    onAnswer(answers.length);
  }
  const statements = questions.flat().length;
  if (answers.length !== statements)
    throw new TypeError(`Spark gave ${answers.length} answers to ${statements} statements.`);

  return answers;
}
