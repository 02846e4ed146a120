// Runs before what needs Node and the dependencies, in the JavaScript of any Node: says in one sentence what is missing.
import { existsSync, readFileSync } from "node:fs";

const root = new URL("..", import.meta.url);
const { engines } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));
const oldest = engines.node.replace(/^\D*/, "");
const [wantedMajor, wantedMinor] = oldest.split(".").map(Number);
const [major, minor] = process.versions.node.split(".").map(Number);

let missing = "";
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  missing = `Node ${process.versions.node} is too old, expected ${oldest} or newer; install it from https://nodejs.org/en/download`;
} else if (!existsSync(new URL("node_modules/tsx/package.json", root))) {
  missing = "the dependencies are not installed, expected them in node_modules; run `npm ci` first";
}
if (missing !== "") {
  process.stderr.write(`Cannot start: ${missing}\n`);
  process.exitCode = 1;
}
