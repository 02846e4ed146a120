// What the plugin serves.
export { atlanProvider } from "./provider.js";
