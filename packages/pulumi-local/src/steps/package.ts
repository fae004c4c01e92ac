import type { Provider } from "../provider";
import type { PropertyMap } from "../values/property-value";

export interface RunningProvider extends Provider {
  stop(): Promise<void>;
}

/** A package whose resources this engine manages, and its one provider. */
export interface Package {
  /** The first part of its resources' types. */
  name: string;
  /** The provider's settings; undefined where those of the last `up` are to be used. */
  config: PropertyMap | undefined;
  /** It takes its time to come up, and is always needed. */
  warmsUp?: boolean;
  manages: (type: string) => boolean;
  start(config: PropertyMap): Promise<RunningProvider>;
}
