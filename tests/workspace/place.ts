/** Where the suite that runs puts what it makes; a run on a real workspace sets it. */
export const place = {
  folder: "/Shared/alerting",
  warehouseId: "10ca1f0000000001",
  userName: "local.user@example.com",
};
