// Page behaviours. Every page and form works without this file; it only saves minutes.
import { keepDrafts } from "./draft";
import { moveAppointments } from "./calendar";
import { openDialogs } from "./dialog";
import { addHeadings } from "./headings";
import { listenForKeys } from "./keys";
import { closeMenus } from "./menus";
import { sendOnce } from "./once";
import { lendHands } from "./phrases";
import { rememberPlace } from "./place";
import { printPages } from "./print";
import { sendOnTick } from "./sends";
import { showOpenTab } from "./tabs";
import { showWhen } from "./when";

keepDrafts();
sendOnce();
sendOnTick();
printPages();
showOpenTab();
showWhen();
openDialogs();
closeMenus();
moveAppointments();
addHeadings();
lendHands();
listenForKeys();
rememberPlace();
