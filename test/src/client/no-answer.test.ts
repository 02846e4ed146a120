// That a try ends in its time whatever the engine does with memory meanwhile. By itself: the functions have to be new when the flags are set.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, expect, test } from "@jest/globals";
import { listApiTokens } from "../../../src/client/index.js";
import { unstopped } from "./support/client.js";
import { failing } from "./support/failing.js";
import { useServer } from "./support/use-server.js";

// As after a thousand requests: code that is optimised lets go of what it does not use again.
setFlagsFromString("--always-turbofan");
setFlagsFromString("--expose-gc");
const clearMemory: () => void = runInNewContext("gc");
afterAll(() => setFlagsFromString("--no-always-turbofan"));

const { against } = useServer({ maxRetries: 0, requestTimeoutMs: 600 });

test("a try without an answer ends in its time while memory is cleared", async () => {
  const { client } = await against(() => {});
  const clearing = setInterval(clearMemory, 20);
  try {
    const error = await failing(listApiTokens(client.apiKey, {}, unstopped()));
    expect(error.message).toContain("within 0.6 s");
  } finally {
    clearInterval(clearing);
  }
});
