// Regenerates src/protocol/generated from src/protocol/proto, with buf and ts-proto. Run it after changing a .proto file.

import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Static codecs and nothing else: parsing .proto files at start would cost more than the rest of the launch. */
const options = [
  "esModuleInterop=true",
  "importSuffix=.js",
  "forceLong=bigint",
  "oneof=unions-value",
  "useOptionals=messages",
  "useDate=false",
  "outputServices=none",
  "outputJsonMethods=false",
  "outputPartialMethods=false",
  "outputTypeAnnotations=false",
  "useExactTypes=false",
];

const template = {
  version: "v2",
  plugins: [
    {
      local: "protoc-gen-ts_proto",
      out: "src/protocol/generated",
      opt: options,
      include_imports: true,
      include_wkt: true,
    },
  ],
  inputs: [{ directory: "src/protocol/proto" }],
};

rmSync(join(root, "src/protocol/generated"), { recursive: true, force: true });
await execa("buf", ["generate", "--template", JSON.stringify(template)], {
  cwd: root,
  stdio: "inherit",
  preferLocal: true,
});
