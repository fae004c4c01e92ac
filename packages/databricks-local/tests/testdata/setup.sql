-- A shop's sales: tables for the tests that need more than an empty workspace.

CREATE CATALOG IF NOT EXISTS shop;
CREATE SCHEMA IF NOT EXISTS shop.gold;

CREATE TABLE IF NOT EXISTS shop.gold.sales (
  sale_id BIGINT NOT NULL,
  sale_date DATE NOT NULL COMMENT 'Day of the sale; the last one is yesterday',
  product STRING COMMENT 'What was sold; it''s one of five',
  amount DECIMAL(18,2) COMMENT 'Price, EUR'
) COMMENT 'Sales of the last 100 days; 500 a day';

-- Not random: the same day gives the same rows.
INSERT OVERWRITE shop.gold.sales
SELECT id, date_sub(current_date(), 100 - CAST(id DIV 500 AS INT)),
  element_at(array('tea', 'coffee', 'cups', 'pots', 'spoons'), CAST(id % 5 AS INT) + 1),
  CAST(1 + (id * 7919) % 10000 / 100 AS DECIMAL(18,2))
FROM range(50000);
