// One cold synth in a process of its own: `synth-app.ts <kind> <root> <output folder>`. Prints its time in milliseconds.
import { createRequire } from "node:module";
import path from "node:path";
import { NullProvider } from "@cdktf/provider-null/lib/provider/index.js";
import { Resource } from "@cdktf/provider-null/lib/resource/index.js";
import { App, TerraformStack } from "cdktf";

const CONSTRUCTS = 1000;

const [kind = "", root = "", outdir = ""] = process.argv.slice(2);
const built: typeof import("../lib/index.js") = createRequire(import.meta.url)(
  path.join(root, "dist/lib/index.js"),
);

const fill: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  tokens: (stack) => {
    new built.AtlanProvider(stack, "atlan");
    for (let index = 0; index < CONSTRUCTS; index += 1) {
      new built.AtlanApiToken(stack, `token${index}`, { displayName: `token ${index}` });
    }
  },
  null: (stack) => {
    new NullProvider(stack, "null");
    for (let index = 0; index < CONSTRUCTS; index += 1) {
      new Resource(stack, `resource${index}`, { triggers: { name: `resource ${index}` } });
    }
  },
};

const startMs = performance.now();
const app = new App({ outdir });
fill[kind]?.(new TerraformStack(app, "bench"));
app.synth();
process.stdout.write(`${performance.now() - startMs}\n`);
