// The HTTP request that a call becomes.
import type { Call, CallOptions, Query } from "./request.js";

/** What leaves. */
export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: string | null;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

/** A create or an update is sent once: a repeated create makes a second token, and a repeated update undoes what others wrote since. */
export const isRepeatable = ({ method, isReadOnly }: Call<unknown>): boolean =>
  method === "GET" || method === "DELETE" || isReadOnly === true;

export const changesNothing = ({ method, isReadOnly }: Call<unknown>): boolean =>
  method === "GET" || isReadOnly === true;

/** `headers` are what every request of a call carries: who asks, and with what credential. */
export function httpRequestOf(
  call: Call<unknown>,
  base: Pick<HttpRequest, "url" | "headers" | "timeoutMs">,
  options: CallOptions,
): HttpRequest {
  const url = new URL(call.path, base.url);
  if (call.query !== undefined) url.search = encodeQuery(call.query);
  const hasBody = call.body !== undefined;
  const { timeoutMs = base.timeoutMs } = options;
  return {
    method: call.method,
    url,
    headers: {
      accept: "application/json",
      ...base.headers,
      ...(hasBody && { "content-type": call.contentType ?? "application/json" }),
    },
    body: hasBody ? JSON.stringify(call.body) : null,
    timeoutMs: typeof timeoutMs === "function" ? timeoutMs() : timeoutMs,
    signal: options.signal,
  };
}

/** A blank becomes `+`, as in the vendor's SDKs. */
function encodeQuery(query: Query): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) parameters.append(name, String(one));
  }
  return parameters.toString();
}
