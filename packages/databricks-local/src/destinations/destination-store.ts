import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { z } from "zod";
import { ApiError } from "../api-error";
import { Journal } from "../journal";
import {
  completeConfig,
  type DestinationBody,
  type DestinationChange,
  destinationTypeOf,
  redactConfig,
} from "./destination-shape";

const storedShape = z.object({
  sequence: z.int(),
  id: z.string(),
  display_name: z.string(),
  destination_type: z.string(),
  config: z.record(z.string(), z.record(z.string(), z.unknown())),
});
export type StoredDestination = z.infer<typeof storedShape>;

/** The workspace's notification destinations. Secrets in `config` go in and never come out. */
export class DestinationStore {
  readonly #journal: Journal<StoredDestination>;
  #nextSequence: number;

  constructor(dataDir: string) {
    this.#journal = new Journal(join(dataDir, "notification-destinations.jsonl"), storedShape);
    this.#nextSequence = Math.max(0, ...this.list().map(({ sequence }) => sequence + 1));
  }

  create(body: DestinationBody) {
    const id = randomUUID();
    const { display_name } = body;
    const config = completeConfig(body.config);
    const destination_type = destinationTypeOf(config);
    const stored = { sequence: this.#nextSequence++, id, display_name, destination_type, config };
    this.#journal.put(id, stored);
    return describe(stored);
  }

  get(id: string) {
    return describe(this.#find(id));
  }

  /** In the order of creation. */
  list(): StoredDestination[] {
    return [...this.#journal.records.values()];
  }

  /** Fields that are left out stay. */
  update(id: string, { display_name, config }: DestinationChange) {
    const current = this.#find(id);
    const stored = {
      ...current,
      display_name: display_name ?? current.display_name,
      config: config === undefined ? current.config : completeConfig(config, current.config),
    };
    this.#journal.put(id, stored);
    return describe(stored);
  }

  remove(id: string): void {
    this.#find(id);
    this.#journal.remove(id);
  }

  close(): void {
    this.#journal.close();
  }

  #find(id: string): StoredDestination {
    const found = this.#journal.records.get(id);
    if (found === undefined) throw ApiError.notFound(`Notification destination ${id} does not exist.`);
    return found;
  }
}

function describe({ id, display_name, destination_type, config }: StoredDestination) {
  return { id, display_name, destination_type, config: redactConfig(config) };
}
