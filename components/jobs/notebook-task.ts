import { readFileSync } from "node:fs";
import path from "node:path";
import type { Directory } from "@pulumi/databricks/directory";
import { Notebook } from "@pulumi/databricks/notebook";
import type * as inputs from "@pulumi/databricks/types/input";
import * as pulumi from "@pulumi/pulumi";
import { withoutEdges } from "../order";
import { ENVIRONMENT_KEY } from "./job-basics";

const NOTEBOOKS = path.join(__dirname, "../../jobs");

export interface NotebookTaskArgs {
  readonly taskKey: string;
  /** A file of `jobs/`, without its ending. */
  readonly notebook: string;
  readonly parameters: Readonly<Record<string, pulumi.Input<string>>>;
  /** Completes the notebook. @default as it is in the file */
  readonly complete?: (text: string) => pulumi.Input<string>;
}

export interface NotebookTask {
  readonly task: inputs.JobTask;
  /** What must be there before the job is. */
  readonly needs?: readonly pulumi.CustomResource[];
}

/** Uploads a notebook of `jobs/` into the folder, and makes the task that runs it. */
export function notebookTask(
  { taskKey, notebook: name, parameters: baseParameters, complete = (text) => text }: NotebookTaskArgs,
  folder: Directory,
  options: pulumi.CustomResourceOptions,
): NotebookTask {
  const text = complete(readFileSync(path.join(NOTEBOOKS, `${name}.py`), "utf8"));
  const notebook = new Notebook(
    name,
    {
      path: pulumi.interpolate`${folder.path}/${name}`,
      language: "PYTHON",
      contentBase64: pulumi.output(text).apply((source) => Buffer.from(source).toString("base64")),
    },
    options,
  );
  const notebookPath = withoutEdges(notebook.path);
  return {
    task: {
      ...{ taskKey, environmentKey: ENVIRONMENT_KEY },
      notebookTask: { notebookPath, source: "WORKSPACE", baseParameters },
    },
    needs: [notebook],
  };
}

/** The task of a notebook that comes from the job's Git source. */
export function gitNotebookTask({ taskKey, notebook, parameters }: NotebookTaskArgs): NotebookTask {
  return {
    task: {
      ...{ taskKey, environmentKey: ENVIRONMENT_KEY },
      notebookTask: { notebookPath: `jobs/${notebook}`, source: "GIT", baseParameters: parameters },
    },
  };
}
