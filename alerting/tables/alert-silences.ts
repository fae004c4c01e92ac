import { DOMAINS, SEVERITIES } from "./allowed-values";
import { type ConfigTableSpec, NOW, type RowOf } from "./column-spec";

/** Who is quiet, and until when. What a row says of alerts must all be so; a row that says nothing of any covers none. */
export const ALERT_SILENCES = {
  name: "alert_silences",
  comment: "Silences: alerts that tell nobody for a while, and why.",
  entityType: "configuration",
  primaryKey: "silence_id",
  columns: [
    {
      name: "silence_id",
      type: "STRING",
      nullable: false,
      label: true,
      maxLength: 255,
      business: "Names the silence.",
      technical: "Primary key; npm run silence makes one up.",
    },
    {
      name: "match_alert_id",
      type: "STRING",
      nullable: true,
      maxLength: 255,
      business: "Which alerts are quiet, by their id: COST-012, COST-* or COST-01?.",
      technical:
        "With * for any characters and ? for one; upper and lower case differ. NULL: whatever their id is.",
    },
    {
      name: "match_domain",
      type: "STRING",
      nullable: true,
      values: DOMAINS,
      business: "Which alerts are quiet, by their area of operations.",
      technical: "Compared with agent_domain. NULL: of whatever area.",
    },
    {
      name: "match_severity",
      type: "STRING",
      nullable: true,
      values: SEVERITIES,
      business: "Which alerts are quiet, by how urgent they are.",
      technical: "Compared with severity. NULL: however urgent.",
    },
    {
      name: "match_owner",
      type: "STRING",
      nullable: true,
      business: "Which alerts are quiet, by who answers for them.",
      technical: "Compared with owner, in any letters. NULL: whosever they are.",
    },
    {
      name: "match_tag",
      type: "STRING",
      nullable: true,
      business: "Which alerts are quiet, by a label: team=billing.",
      technical: "Key and value of one of their tags. NULL: whatever their tags are.",
    },
    {
      name: "starts_at",
      type: "TIMESTAMP",
      nullable: false,
      business: "From when on they are quiet.",
      technical: "Before it nothing is held back.",
    },
    {
      name: "ends_at",
      type: "TIMESTAMP",
      nullable: false,
      business: "Until when they are quiet.",
      technical: "Behind starts_at, at most 90 days; else the row covers no alert.",
    },
    {
      name: "reason",
      type: "STRING",
      nullable: false,
      label: true,
      maxLength: 500,
      business: "Why they are quiet.",
      technical: "A row with a blank one covers no alert.",
    },
    {
      name: "repeats",
      type: "STRING",
      nullable: true,
      maxLength: 100,
      business: "Only at these hours of the week: SAT,SUN 22:00-06:00.",
      technical:
        "Days of MON to SUN on which it begins, and from when to when; a time at or before the first is one of the next day. NULL: all the time.",
    },
    {
      name: "repeats_timezone",
      type: "STRING",
      nullable: true,
      maxLength: 100,
      business: "Whose hours these are.",
      technical: "IANA name such as Europe/Zurich; NULL is UTC. A name that is none covers no alert.",
    },
    {
      name: "ticket_url",
      type: "STRING",
      nullable: true,
      maxLength: 2_000,
      business: "Where the work behind it is planned.",
      technical: "Documentation only.",
    },
    {
      name: "created_by",
      type: "STRING",
      nullable: true,
      business: "Who wrote the row.",
      technical: "Set by whoever inserts the row.",
    },
    {
      name: "created_at",
      type: "TIMESTAMP",
      nullable: true,
      default: NOW,
      business: "When the row was written.",
      technical: "Set by the database.",
    },
  ],
} as const satisfies ConfigTableSpec;

export type SilenceRow = RowOf<typeof ALERT_SILENCES>;

/** The view of the silences that hold now, one row for each alert that is quiet by one. */
export const SILENCES_IN_FORCE = "alert_silences_in_force";

/** So long a silence may be: who needs longer changes the alert. */
export const MOST_DAYS = 90;

/** The alert that watches whether that view can be read. It cannot read it itself. */
export const SILENCES_WATCHDOG = "SILENCES-001";
