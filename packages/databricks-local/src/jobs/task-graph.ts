import type { Task } from "./task-shape";

/** What is wrong with how tasks name and depend on each other. */
export function faultsOfTaskGraph(tasks: readonly Task[]): string[] {
  const keys = tasks.map(({ task_key }) => task_key);
  const twice = keys.filter((key, index) => keys.indexOf(key) !== index);
  const unknown = tasks.flatMap(({ task_key, depends_on = [] }) =>
    depends_on
      .filter((dependency) => !keys.includes(dependency.task_key))
      .map(
        (dependency) => `task '${task_key}' depends on '${dependency.task_key}', which is no task of the job`,
      ),
  );
  const faults = [...twice.map((key) => `task_key '${key}' is used twice`), ...unknown];
  if (faults.length > 0) return faults;
  const circle = findCircle(tasks);
  return circle === undefined ? [] : [`the tasks ${circle.join(" → ")} depend on each other in a circle`];
}

/** Tasks on which no other depends: they decide what became of the run. */
export function leavesOf(tasks: readonly Task[]): Task[] {
  const needed = new Set(tasks.flatMap(({ depends_on = [] }) => depends_on.map(({ task_key }) => task_key)));
  return tasks.filter(({ task_key }) => !needed.has(task_key));
}

function findCircle(tasks: readonly Task[]): string[] | undefined {
  const byKey = new Map(tasks.map((task) => [task.task_key, task]));
  const cleared = new Set<string>();
  const visit = (key: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(key)) return [...path.slice(path.indexOf(key)), key];
    if (cleared.has(key)) return undefined;
    for (const { task_key } of byKey.get(key)?.depends_on ?? []) {
      const circle = visit(task_key, [...path, key]);
      if (circle !== undefined) return circle;
    }
    cleared.add(key);
    return undefined;
  };
  for (const key of byKey.keys()) {
    const circle = visit(key, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
