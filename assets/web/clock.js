/** Times of day as the hall's wall shows them. */

/** "10:04" of a time, on the hall's clock whatever this computer's time zone is. */
export function clockTime(hall, when) {
  return new Date(when).toLocaleTimeString("zh-CN", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: hall.timezone,
  });
}
