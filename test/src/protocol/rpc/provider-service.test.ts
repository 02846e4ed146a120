// The table of RPCs against the protocol's own list.
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { memoryProvider } from "../memory-provider.js";
import { serviceOf } from "./caller.js";

const proto = readFileSync(
  new URL("../../../../src/protocol/proto/tfplugin6.proto", import.meta.url),
  "utf8",
);
const inProtocol = [...proto.matchAll(/^ {2}rpc (\w+)\(/gm)].map(([, name]) => name);

test("every RPC of the protocol is either served or known not to be, once", () => {
  const service = serviceOf(memoryProvider());
  const paths = [...(service.unary?.keys() ?? []), ...(service.unimplemented?.keys() ?? [])];
  expect(paths.map((path) => path.replace("/tfplugin6.Provider/", "")).sort()).toEqual(
    inProtocol.sort(),
  );
});
