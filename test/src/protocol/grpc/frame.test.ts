// The framing of gRPC messages, and what is refused of it.
import { expect, test } from "@jest/globals";
import fc from "fast-check";
import { frameMessage, unframeMessage } from "../../../../src/protocol/grpc/frame.js";
import { encodeGrpcMessage } from "../../../../src/protocol/grpc/status.js";

test("a framed message comes back", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (message) => {
      expect(Uint8Array.from(unframeMessage(frameMessage(message)))).toEqual(message);
    }),
  );
});

test.each([
  ["compressed", [1, 0, 0, 0, 0], 12, "compressed"],
  ["without a whole header", [0, 0], 13, "2 bytes, expected a gRPC frame"],
  ["cut short", [0, 0, 0, 0, 3, 1], 13, "1 bytes, expected one message of 3"],
  ["two messages in one call", [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 13, "expected one message of 0"],
])("%s is refused", (_name, bytes, status, message) => {
  const unframe = () => unframeMessage(Buffer.from(bytes));
  expect(unframe).toThrow(message);
  expect(unframe).toThrow(expect.objectContaining({ status }));
});

test.each([
  ["plain", "plain"],
  ["100%", "100%25"],
  ["two\nlines", "two%0Alines"],
  ["für 🙂", "f%C3%BCr %F0%9F%99%82"],
])("the status message %j travels as %s", (message, encoded) => {
  expect(encodeGrpcMessage(message)).toBe(encoded);
  expect(decodeURIComponent(encoded)).toBe(message);
});
