// Page behaviours. Every page and form works without this file; it only saves minutes.
import { keepDrafts } from "./draft";
import { openDialogs } from "./dialog";
import { listenForKeys } from "./keys";
import { sendOnce } from "./once";
import { showWhen } from "./when";

keepDrafts();
sendOnce();
showWhen();
openDialogs();
listenForKeys();
