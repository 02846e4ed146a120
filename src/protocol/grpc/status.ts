// The gRPC status codes this server gives, and how a status message travels in a header.

export const GRPC_STATUS = {
  ok: 0,
  resourceExhausted: 8,
  unimplemented: 12,
  internal: 13,
} as const;

export type GrpcStatus = (typeof GRPC_STATUS)[keyof typeof GRPC_STATUS];

/** A call that ends with a status instead of a message. */
export class GrpcError extends Error {
  readonly code = "GRPC";

  constructor(
    readonly status: GrpcStatus,
    message: string,
  ) {
    super(message);
    this.name = "GrpcError";
  }
}

/** Percent-encoding of gRPC over HTTP/2: every byte outside printable ASCII, and `%` itself. */
export const encodeGrpcMessage = (message: string): string =>
  message.replace(/[^\x20-\x24\x26-\x7e]+/gu, (run) =>
    Array.from(
      new TextEncoder().encode(run),
      (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`,
    ).join(""),
  );
