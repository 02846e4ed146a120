// What the plugin serves.
export { systemClock } from "../clock.js";
export { atlanProvider } from "./provider.js";
