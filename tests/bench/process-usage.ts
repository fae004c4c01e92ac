import { readdirSync, readFileSync } from "node:fs";

/** What one process holds and has used. */
export interface ProcessUsage {
  /** Resident memory of its own. */
  readonly ownBytes: number;
  /** Resident pages of files, of the node executable above all: processes share them. */
  readonly fileBytes: number;
  readonly cpuSeconds: number;
  /** One of the SDK's two: the program, or its dynamic resources. */
  readonly isProgram: boolean;
}

/** USER_HZ, which is 100 on all of Linux's usual platforms (time(7)). */
const TICKS_PER_SECOND = 100;

interface ProcessRecord {
  readonly pid: number;
  readonly parent: number;
  readonly cpuSeconds: number;
}

/** A process and all that it started, by id. Nothing where there is no /proc, as on anything but Linux. */
export function readUsage(root: number): ReadonlyMap<number, ProcessUsage> | undefined {
  const members = readMembers(root);
  return (
    members &&
    new Map(
      members.map(({ pid, cpuSeconds }) => [
        pid,
        { cpuSeconds, ...readMemory(pid), isProgram: isProgram(pid) },
      ]),
    )
  );
}

/** The command line of each of them, its words parted by NUL. */
export function readCommands(root: number): ReadonlyMap<number, string> {
  return new Map((readMembers(root) ?? []).map(({ pid }) => [pid, read(`/proc/${pid}/cmdline`)]));
}

function readMembers(root: number): ProcessRecord[] | undefined {
  const processes = readProcesses();
  if (processes === undefined) return undefined;
  const members = new Set([root]);
  for (let size = 0; size < members.size;) {
    size = members.size;
    for (const { pid, parent } of processes) if (members.has(parent)) members.add(pid);
  }
  return processes.filter(({ pid }) => members.has(pid));
}

/**
 * What the processes that this one started, and waited for, have used, and those that they waited for. More than a sampler sees:
 * many live for less than it waits.
 */
export function waitedForSeconds(): number {
  const fields = statFields(process.pid);
  return (Number(fields[13] ?? 0) + Number(fields[14] ?? 0)) / TICKS_PER_SECOND;
}

function isProgram(pid: number): boolean {
  return /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/](run|dynamic-provider)\b/.test(read(`/proc/${pid}/cmdline`));
}

/** Those after the name, which may hold blanks and brackets itself (proc(5)). */
function statFields(pid: number | string): string[] {
  const stat = read(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
}

function readProcesses(): ProcessRecord[] | undefined {
  try {
    return readdirSync("/proc").flatMap((name) => {
      if (!/^\d+$/.test(name)) return [];
      const fields = statFields(name);
      const ticks = Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
      return [{ pid: Number(name), parent: Number(fields[1]), cpuSeconds: ticks / TICKS_PER_SECOND }];
    });
  } catch {
    return undefined;
  }
}

function readMemory(pid: number): Omit<ProcessUsage, "cpuSeconds" | "isProgram"> {
  const status = read(`/proc/${pid}/status`);
  const bytes = (field: string) => {
    const [, kilobytes = "0"] = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(status) ?? [];
    return Number(kilobytes) * 1024;
  };
  return { ownBytes: bytes("RssAnon") + bytes("RssShmem"), fileBytes: bytes("RssFile") };
}

/** Empty when the process has ended in the meantime. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
