// One HTTP/2 stream is one gRPC call: find its method, run it, reply.
import type { IncomingHttpHeaders, ServerHttp2Stream } from "node:http2";
import { frameMessage, unframeMessage } from "./frame.js";
import { readBody } from "./request-body.js";
import type { GrpcService, UnaryHandler } from "./service.js";
import { encodeGrpcMessage, GRPC_STATUS, GrpcError } from "./status.js";

const HEADERS = { ":status": 200, "content-type": "application/grpc" } as const;
const OK_TRAILERS = { "grpc-status": String(GRPC_STATUS.ok) };

const canReply = (stream: ServerHttp2Stream): boolean =>
  !stream.destroyed && !stream.closed && !stream.headersSent;

function reply(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (!canReply(stream)) return;
  stream.once("wantTrailers", () => stream.sendTrailers(OK_TRAILERS));
  stream.respond(HEADERS, { waitForTrailers: true });
  stream.end(frameMessage(message));
}

/** Headers alone, which Go's client reads as the end of the call (Terraform 1.11.4, tried). */
function refuse(stream: ServerHttp2Stream, { status, message }: GrpcError): void {
  if (!canReply(stream)) return;
  stream.respond(
    { ...HEADERS, "grpc-status": String(status), "grpc-message": encodeGrpcMessage(message) },
    { endStream: true },
  );
  stream.resume();
}

const toGrpcError = (error: unknown): GrpcError =>
  error instanceof GrpcError
    ? error
    : new GrpcError(GRPC_STATUS.internal, "Cannot serve the call: its message is malformed");

async function serveUnary(stream: ServerHttp2Stream, handler: UnaryHandler): Promise<void> {
  try {
    const message = unframeMessage(await readBody(stream));
    reply(stream, await handler(message, () => closed(stream)));
  } catch (error) {
    refuse(stream, toGrpcError(error));
  }
}

/** Resolves when the reply has left: a process that ends at once would take it along. */
async function closed(stream: ServerHttp2Stream): Promise<void> {
  if (!stream.destroyed) await new Promise((resolve) => stream.once("close", resolve));
  // A stream closes while its last frames are being written.
  await new Promise((resolve) => setImmediate(resolve));
}

export interface StreamServer {
  readonly service: Required<GrpcService>;
  /** Called when a unary call begins; returns what to call when its reply has left. */
  readonly begin: () => () => void;
}

/** Errors of the stream itself are the caller's to listen to. */
export function serveStream(
  { service, begin }: StreamServer,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): void {
  const path = headers[":path"] ?? "";
  const handler = service.unary.get(path);
  if (handler !== undefined) {
    const finished = begin();
    void serveUnary(stream, handler)
      .then(() => closed(stream))
      .finally(finished);
  } else if (service.heldOpen.has(path)) {
    stream.respond(HEADERS);
    stream.resume();
  } else {
    const message = service.unimplemented.get(path) ?? `Cannot serve ${path}: unknown method`;
    refuse(stream, new GrpcError(GRPC_STATUS.unimplemented, message));
  }
}
