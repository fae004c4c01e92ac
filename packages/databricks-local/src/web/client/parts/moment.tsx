import { useContext } from "preact/hooks";
import { ConnectionContext } from "../live";
import { relativeTime, shortTime } from "./short-text";

interface MomentProps {
  /** ISO 8601. */
  readonly at: string;
  /** `relative`: how far away it is; the exact time is its title. */
  readonly as?: "relative" | "short";
}

/** A moment in the reader's own zone, seen from the workspace's time. */
export function Moment({ at, as = "short" }: MomentProps) {
  const { pulse } = useContext(ConnectionContext);
  const [moment, now] = [new Date(at), new Date(pulse?.now ?? at)];
  return (
    <time dateTime={at} title={at}>
      {as === "short" ? shortTime(moment, now) : relativeTime(moment, now)}
    </time>
  );
}
