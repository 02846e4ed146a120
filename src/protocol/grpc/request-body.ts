// The whole body of one request stream, up to a limit.
import type { ServerHttp2Stream } from "node:http2";
import { MAX_FRAME_BYTES, MAX_MESSAGE_BYTES } from "./frame.js";
import { GRPC_STATUS, GrpcError } from "./status.js";

const tooLarge = () =>
  new GrpcError(
    GRPC_STATUS.resourceExhausted,
    `Cannot read the request: larger than ${MAX_MESSAGE_BYTES} bytes`,
  );

const cancelled = () => new Error("Cannot read the request: cancelled");

/** Rejects when the client gives up before the end, or has given up before the reading began. */
export function readBody(stream: ServerHttp2Stream): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (stream.destroyed || stream.aborted) reject(cancelled());
    const chunks: Buffer[] = [];
    let receivedBytes = 0;
    stream.on("data", (chunk: Buffer) => {
      receivedBytes += chunk.length;
      if (receivedBytes > MAX_FRAME_BYTES) reject(tooLarge());
      else chunks.push(chunk);
    });
    stream.once("end", () => {
      const [only] = chunks;
      resolve(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks));
    });
    stream.once("aborted", () => reject(cancelled()));
    stream.once("error", reject);
  });
}
