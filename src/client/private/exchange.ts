// One try: sends one request and brings back the answer, whatever its status, or the fault that kept it away.
import type { IncomingHttpHeaders } from "node:http";
import type { Got } from "got";
import { type Fault, faultOf } from "./fault.js";
import type { Mask } from "./mask.js";
import type { Outgoing } from "./outgoing.js";

export interface Answer {
  readonly type: "answer";
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export async function exchange(got: Got, request: Outgoing, mask: Mask): Promise<Answer | Fault> {
  const { method, url, headers, body, timeoutMs, signal } = request;
  const content = body === null ? {} : { body };
  try {
    const response = await got(url, {
      method,
      headers,
      ...content,
      signal,
      timeout: { request: timeoutMs },
    });
    const { statusCode: status, body: text } = response;
    return { type: "answer", status, headers: response.headers, text };
  } catch (error) {
    return faultOf(error, timeoutMs, mask);
  }
}
