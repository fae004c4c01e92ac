import { readdirSync, readFileSync } from "node:fs";

/** What a process and all that it started hold and have used. */
export interface Usage {
  /** Resident; pages that processes share are counted in each of them. */
  readonly memoryBytes: number;
  readonly cpuSeconds: number;
}

/** USER_HZ, which is 100 on all of Linux's usual platforms (time(7)). */
const TICKS_PER_SECOND = 100;

interface ProcessRecord {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** Nothing where there is no /proc, as on anything but Linux. */
export function readUsage(root: number): ReadonlyMap<number, Usage> | undefined {
  const processes = readProcesses();
  if (processes === undefined) return undefined;
  const members = new Set([root]);
  for (let size = 0; size < members.size;) {
    size = members.size;
    for (const { pid, parent } of processes) if (members.has(parent)) members.add(pid);
  }
  return new Map(
    processes
      .filter(({ pid }) => members.has(pid))
      .map(({ pid, cpuSeconds }) => [pid, { cpuSeconds, memoryBytes: residentBytes(pid) }]),
  );
}

function readProcesses(): ProcessRecord[] | undefined {
  try {
    return readdirSync("/proc").flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      const stat = read(`/proc/${name}/stat`);
      // Fields after the name, which may hold blanks and brackets itself (proc(5)).
      const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
      return [{ pid: Number(name), parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }];
    });
  } catch {
    return undefined;
  }
}

function residentBytes(pid: number): number {
  const [, kilobytes = "0"] = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`)) ?? [];
  return Number(kilobytes) * 1024;
}

/** Empty when the process has ended in the meantime. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
