// Builds everything the package ships into dist/, from nothing.
import { rm } from "node:fs/promises";
import { buildCdktn } from "./build/cdktn.js";
import { buildCli } from "./build/cli.js";
import { buildLib } from "./build/lib.js";
import { writeNotices } from "./build/notices.js";
import { buildPlugin } from "./build/plugin.js";
import { buildTesting } from "./build/testing.js";

await rm("dist", { recursive: true, force: true });
await Promise.all([buildPlugin(), buildLib(), buildCdktn(), buildTesting(), buildCli()]);
await writeNotices();
