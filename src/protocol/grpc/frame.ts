// gRPC's message framing: one byte that says whether it is compressed, four bytes of length, the message.
import { GRPC_STATUS, GrpcError } from "./status.js";

const HEADER_BYTES = 5;

/** What the Go plugin SDK accepts. */
export const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
export const MAX_FRAME_BYTES = MAX_MESSAGE_BYTES + HEADER_BYTES;

export function frameMessage(message: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + message.length);
  frame[0] = 0;
  frame.writeUInt32BE(message.length, 1);
  frame.set(message, HEADER_BYTES);
  return frame;
}

/** Takes the whole body of a unary request. */
export function unframeMessage(body: Buffer): Uint8Array {
  if (body.length < HEADER_BYTES) {
    throw new GrpcError(
      GRPC_STATUS.internal,
      `Cannot read the request: ${body.length} bytes, expected a gRPC frame`,
    );
  }
  if (body.readUInt8(0) !== 0) {
    throw new GrpcError(
      GRPC_STATUS.unimplemented,
      "Cannot read the request: compressed, expected an uncompressed message",
    );
  }
  const length = body.readUInt32BE(1);
  if (body.length !== HEADER_BYTES + length) {
    throw new GrpcError(
      GRPC_STATUS.internal,
      `Cannot read the request: ${body.length - HEADER_BYTES} bytes, expected one message of ${length}`,
    );
  }
  return body.subarray(HEADER_BYTES);
}
