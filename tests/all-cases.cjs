"use strict";
// Required by `npm run test:slow`: properties are held against all generated cases (tests/generated/case-count.ts).
process.env.ALL_CASES = "1";
