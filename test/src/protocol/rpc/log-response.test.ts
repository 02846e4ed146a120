// What a response tells the person is in the log, too: it is all that is left of it where the host is killed.
import { expect, test } from "@jest/globals";
import {
  ReadResource_Request,
  ReadResource_Response,
} from "../../../../src/protocol/generated/tfplugin6.js";
import { ObjectCodec } from "../../../../src/protocol/values/object-codec.js";
import { memoryProvider, note } from "../memory-provider.js";
import { callerOf } from "./caller.js";

test("the log has the diagnostics of a response, by their severity", async () => {
  const lines: string[] = [];
  const server = {
    ...memoryProvider(),
    readResource: async () => ({
      newState: null,
      private: new Uint8Array(),
      diagnostics: [
        { severity: "warning", summary: "Gone", detail: "Deleted outside" },
        { severity: "error", summary: "Failed", detail: "Try again" },
      ] as const,
    }),
  };
  const types = { request: ReadResource_Request, response: ReadResource_Response };
  const currentState = new ObjectCodec(note).encode(null);
  const request = {
    typeName: "atlan_note",
    currentState,
    private: new Uint8Array(),
    providerMeta: undefined,
    clientCapabilities: undefined,
    currentIdentity: undefined,
  };
  await callerOf(server, (line) => lines.push(line))("ReadResource", types, request);
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { "@level": "warn", diagnostic_summary: "Gone", diagnostic_detail: "Deleted outside" },
    { "@level": "error", diagnostic_summary: "Failed", tf_rpc: "ReadResource" },
  ]);
});
