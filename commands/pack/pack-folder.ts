/** What a new pack begins with: file → text. One alert, whose threshold stands once, and a test of both its sides. */
export function packBeginning(name: string): readonly (readonly [file: string, text: string])[] {
  const id = `${name.toUpperCase()}-001`;
  return [
    ["pack.yaml", packText(name, id)],
    ["hours-without-usage.sql", QUERY],
    ["tests/hours-without-usage.yaml", testText(id)],
  ];
}

const packText = (name: string, id: string) => `# yaml-language-server: $schema=../pack.schema.json
pack: ${name}
version: 1.0.0
description: Say in a sentence what these alerts watch.
needs: [system.billing.usage]
parameters:
  max_hours: { type: DOUBLE, default: 48, min: 24, unit: hours, why: usage arrives within a day of its use }
defaults:
  agent_domain: COST
  owner: ${name}
  channels: [default_email]
  schedule: daily 08:00
  timezone: UTC
alerts:
  - id: ${id}
    name: No usage arrived
    description: Databricks has written no usage for longer than it takes. What costs are told from is incomplete.
    severity: WARNING
    query: hours-without-usage.sql
    condition: hours_without_usage > \${max_hours}
    empty_result_state: ERROR
`;

const QUERY = `-- https://docs.databricks.com/aws/en/admin/system-tables/billing
SELECT
  COALESCE(
    timestampdiff(HOUR, MAX(usage_end_time), current_timestamp()),
    14 * 24 -- nothing in all the days that are looked at
  ) AS hours_without_usage
FROM system.billing.usage
WHERE usage_date >= date_sub(current_date(), 14)
`;

const testText = (id: string) => `alert: ${id}
clock: 2026-11-02T08:00:00Z
tables:
  system.billing.usage:
    - { usage_date: -3 days, usage_end_time: -49 hours }
cases:
  - { name: fires when nothing came for longer than it takes, expect: { state: TRIGGERED, value: 49 } }
  - { name: silent at the limit, change: { usage_end_time: -48 hours }, expect: OK }
  - { name: fires when nothing came at all, empty: [system.billing.usage], expect: { state: TRIGGERED, value: 336 } }
`;
