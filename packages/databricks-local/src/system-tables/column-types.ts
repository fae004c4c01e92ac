/** Who is told, as the alert system tables show it. */
export const SUBSCRIPTIONS = "array<struct<user_email:string,destination_id:string>>";

/** A value of one of the three kinds that a threshold can have. */
export const VALUE = "struct<double_value:double,string_value:string,bool_value:boolean>";
