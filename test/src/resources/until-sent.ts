// Waits for requests that work under way sends to the tenant, and no longer than the work: a test of it then fails, and does not hang.
import type { Fault } from "../../../src/tenant/index.js";
import type { TestControl } from "../../tenant-control.js";

const POLL_MS = 5;

/** @param times how many of them */
export async function untilSent(
  control: TestControl,
  { method, path = "" }: Fault["match"],
  work: Promise<unknown>,
  times = 1,
): Promise<void> {
  let hasEnded = false;
  const end = () => {
    hasEnded = true;
  };
  // What the work fails with is for whoever awaits it.
  void work.then(end, end);
  while (!hasEnded) {
    const requests = await control.requests();
    const sent = requests.filter((it) => it.method === method && new RegExp(path).test(it.path));
    if (sent.length >= times) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
