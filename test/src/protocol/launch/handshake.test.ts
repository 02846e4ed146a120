// The handshake line, to the byte.
import { expect, test } from "@jest/globals";
import { handshakeLine } from "../../../../src/protocol/launch/handshake.js";

const socketPath = "/tmp/atlan.sock";

test.each([
  [
    "plain text",
    { certificateDer: undefined, canMultiplex: false },
    "1|6|unix|/tmp/atlan.sock|grpc|\n",
  ],
  [
    "with a certificate, without padding",
    { certificateDer: Buffer.from([1]), canMultiplex: false },
    "1|6|unix|/tmp/atlan.sock|grpc|AQ\n",
  ],
  [
    "a host that understands a seventh field",
    { certificateDer: Buffer.from([1]), canMultiplex: true },
    "1|6|unix|/tmp/atlan.sock|grpc|AQ|false\n",
  ],
])("%s", (_name, fields, line) => {
  expect(handshakeLine({ socketPath, ...fields })).toBe(line);
});
