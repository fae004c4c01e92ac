"use strict";
// Required by `npm run generate`: what is compared with a file is written there instead.
process.env.UPDATE_FILES = "1";
