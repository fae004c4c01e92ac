/** Where the suite that runs puts what it makes; a run on a real workspace sets it. */
export const place = {
  folder: "/Alerting",
  /** What names begin with that no folder holds: those of jobs and destinations. */
  prefix: "",
  warehouseId: "10ca1f0000000001",
  userName: "local.user@example.com",
};
