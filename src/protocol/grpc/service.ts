// A gRPC service as data: what each path does.

/**
 * Takes and returns one protobuf message. A rejection becomes gRPC status 13.
 *
 * @param replied resolves when the reply has left
 */
export type UnaryHandler = (
  message: Uint8Array,
  replied: () => Promise<void>,
) => Promise<Uint8Array>;

/** Keys are whole paths, `/package.Service/Method`. */
export interface GrpcService {
  readonly unary?: ReadonlyMap<string, UnaryHandler>;
  /** Streams that are answered with headers and then kept open, without a message ever. */
  readonly heldOpen?: ReadonlySet<string>;
  /** Methods that are known but not served, with the message of status 12. */
  readonly unimplemented?: ReadonlyMap<string, string>;
}

export function mergeServices(services: readonly GrpcService[]): Required<GrpcService> {
  return {
    unary: new Map(services.flatMap(({ unary }) => [...(unary ?? [])])),
    heldOpen: new Set(services.flatMap(({ heldOpen }) => [...(heldOpen ?? [])])),
    unimplemented: new Map(services.flatMap(({ unimplemented }) => [...(unimplemented ?? [])])),
  };
}
