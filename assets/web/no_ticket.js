/** The page for an address that is no ticket, or no matter: only its words. */

import { speak } from "./words.js";

await speak();
