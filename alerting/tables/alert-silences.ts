/** The view of the silences that hold now, one row for each alert that is quiet by one. */
export const SILENCES_IN_FORCE = "alert_silences_in_force";
