import type { AlertBody } from "./alert-shape";

/** How many alerts outside of the trash have a name, folder by folder: a create need not look at all of them. */
export class ActiveNames {
  readonly #counts = new Map<string, number>();

  add(alert: AlertBody): void {
    this.#count(alert, 1);
  }

  remove(alert: AlertBody): void {
    this.#count(alert, -1);
  }

  has(name: string, folder: string | undefined): boolean {
    return this.#counts.has(key(name, folder));
  }

  #count({ display_name, parent_path, lifecycle_state }: AlertBody, change: number): void {
    if (lifecycle_state === "DELETED") return;
    const place = key(display_name, parent_path);
    const count = (this.#counts.get(place) ?? 0) + change;
    if (count > 0) this.#counts.set(place, count);
    else this.#counts.delete(place);
  }
}

function key(name: string, folder = ""): string {
  return JSON.stringify([folder, name]);
}
