/** What is said of a ticket wherever it is shown: its matter, service, class, booking and times. */

import { clockTime } from "./clock.js";
import { make } from "./dom.js";
import { nameOf, say } from "./words.js";

/** Whole minutes between two times in milliseconds, never negative. */
export function minutes(from, to) {
  return Math.max(0, Math.floor((to - from) / 60000));
}

/** "03:24" or "1:03:24". */
export function stopwatch(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value) => String(value).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  return `${hours ? `${hours}:` : ""}${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** The code of what the visitor is here for now: the first of what is left. */
export function present({ ticket, left }) {
  return left[0] ?? ticket.matter;
}

export function matterName(hall, code, otherwise = code) {
  const matter = hall.matters.find((one) => one.code === code);
  return matter ? nameOf(matter) : otherwise;
}

export function presentName(hall, view) {
  return matterName(hall, present(view), view.ticket.matter_name);
}

export function serviceName(hall, prefix) {
  const service = hall.services.find((one) => one.prefix === prefix);
  return service ? nameOf(service) : prefix;
}

/** The name of the ticket's class; empty for everybody else. */
export function priorityName(hall, view) {
  const priority = hall.priorities.find((one) => one.id === view.priority);
  return priority ? nameOf(priority) : view.priority;
}

export function mark(text) {
  return text ? make("i", { className: "mark", textContent: text }) : null;
}

/** The booked time of a visitor who came in time, that the booking was missed, or nothing. */
export function bookedWords(hall, view) {
  if (view.slot) return say("预约 {time}", { time: clockTime(hall, view.slot) });
  return view.booking ? say("预约已过时") : "";
}
