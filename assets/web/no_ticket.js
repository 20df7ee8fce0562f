/** The page for an address that is no ticket: only its words. */

import { speak } from "./words.js";

await speak();
