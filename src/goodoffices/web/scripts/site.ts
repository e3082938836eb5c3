// What every page gains when scripts run. Nothing needs it: each of these has a way without a script.
import { jumping } from "./jump";
import { copying } from "./copy";
import { walking } from "./walk";
import { sending } from "./send";
import { judging } from "./review";
import { drafting } from "./drafts";

jumping();
copying();
walking();
sending();
judging();
drafting();
