// The table of RPCs against the protocol's own list.
import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { createLogger } from "../../../../src/protocol/logger.js";
import { providerService } from "../../../../src/protocol/rpc/provider-service.js";
import { typeCodecs } from "../../../../src/protocol/type-codecs.js";
import { memoryProvider } from "../memory-provider.js";

const proto = readFileSync(
  new URL("../../../../src/protocol/proto/tfplugin6.proto", import.meta.url),
  "utf8",
);
const inProtocol = [...proto.matchAll(/^ {2}rpc (\w+)\(/gm)].map(([, name]) => name);

test("every RPC of the protocol is either served or known not to be, once", () => {
  const server = memoryProvider();
  const service = providerService({
    server,
    types: typeCodecs(server),
    log: createLogger({ level: "off", write: () => {}, now: () => new Date(0) }),
    address: "example.com/test/atlan",
  });
  const paths = [...(service.unary?.keys() ?? []), ...(service.unimplemented?.keys() ?? [])];
  expect(paths.map((path) => path.replace("/tfplugin6.Provider/", "")).sort()).toEqual(
    inProtocol.sort(),
  );
});
