// Writes a call down as the request that leaves: address, headers, body.
import type { Call, CallOptions } from "../http.js";
import { encodeQuery } from "./query.js";
import type { Sender } from "./transport.js";

export interface Outgoing {
  readonly method: "GET" | "POST" | "DELETE";
  readonly url: URL;
  readonly headers: Record<string, string>;
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A call and how its caller wants it made. */
export interface Planned<T> {
  readonly call: Call<T>;
  readonly options: CallOptions;
  /** Ends every wait of the call: `signal` does, and `queueSignal`. */
  readonly queueSignal: AbortSignal;
}

export function outgoing<T>(
  { call, options }: Planned<T>,
  requestId: string,
  { options: client, credential }: Sender,
): Outgoing {
  const url = new URL(call.path, client.baseUrl);
  if (call.query !== undefined) url.search = encodeQuery(call.query);
  const hasBody = call.body !== undefined;
  return {
    method: call.method,
    url,
    headers: {
      accept: "application/json",
      authorization: `Bearer ${credential.reveal()}`,
      "user-agent": client.userAgent,
      "x-atlan-request-id": requestId,
      ...(hasBody && { "content-type": "application/json" }),
    },
    body: hasBody ? JSON.stringify(call.body) : null,
    timeoutMs: options.timeoutMs ?? client.requestTimeoutMs,
    signal: options.signal,
  };
}
